// Momentum as a cooling curve: what is left of it from now on if nobody of the buyer acts.
import { say } from '@/words';
import { number } from '@/words/format';

interface Props {
    momentum: number;
    half_life_days: number;
    days?: number; // How far ahead it shows.
    width?: number;
    height?: number;
    most?: number; // The momentum that reaches the top, so that rows can be compared.
}

export function Cooling({
    momentum,
    half_life_days,
    days = 42,
    width = 72,
    height = 24,
    most = 12,
}: Props) {
    const top = Math.max(most, momentum, 0.001);
    const y = (value: number) => height - 2 - (Math.max(0, value) / top) * (height - 4);
    const steps = 24;
    const points = Array.from({ length: steps + 1 }, (_, i) => {
        const day = (days * i) / steps;
        return `${((width * i) / steps).toFixed(1)},${y(momentum * 2 ** (-day / half_life_days)).toFixed(1)}`;
    });
    return (
        <svg
            role="img"
            aria-label={say.method.cooling(number(momentum, 1))}
            width={width}
            height={height}
            viewBox={`0 0 ${width} ${height}`}
            style={{ flex: 'none' }}
        >
            <polygon
                points={`0,${height} ${points.join(' ')} ${width},${height}`}
                fill="var(--buyer-soft)"
            />
            <polyline
                points={points.join(' ')}
                fill="none"
                stroke="var(--buyer)"
                strokeWidth={1.75}
            />
        </svg>
    );
}
