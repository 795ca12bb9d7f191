// Points of effort as a row of small blocks, in the colour of the side that spent them.
import type { Schemas } from '@/api/client';

interface Props {
    points: number;
    side: Schemas['Side'];
    label: string;
    most?: number; // Blocks before it says "and more" by a fading one.
}
export function Points({ points, side, label, most = 20 }: Props) {
    const whole = Math.floor(Math.max(0, points));
    const part = Math.max(0, points) - whole;
    const blocks = Math.min(most, whole + (part > 0 ? 1 : 0));
    const colour = side === 'buyer' ? 'var(--buyer)' : 'var(--us)';
    const width = Math.max(1, blocks) * 9 - 2;
    return (
        <svg
            role="img"
            aria-label={label}
            width={width}
            height={14}
            viewBox={`0 0 ${width} 14`}
            style={{ flex: 'none' }}
        >
            {blocks === 0 && <path d="M0 12h7" stroke={colour} strokeWidth={1.5} />}
            {Array.from({ length: blocks }, (_, i) => i * 9).map((x, i) => (
                <rect
                    key={x}
                    x={x}
                    y={i === whole ? 13 - 12 * part : 1}
                    width={7}
                    height={i === whole ? 12 * part : 12}
                    rx={1.5}
                    fill={colour}
                    opacity={blocks < whole && i === blocks - 1 ? 0.4 : 1}
                />
            ))}
        </svg>
    );
}
