// On the phone: the parts of the page in one row that stays, the one in view marked.
import { useEffect, useRef, useState } from 'react';
import { say } from '@/words';
import classes from './deal.module.css';

export type Part = keyof typeof say.deal.parts;

export function Switcher({ parts }: { parts: readonly Part[] }) {
    const [here, set_here] = useState<string>(parts[0] ?? '');
    const row = useRef<HTMLElement>(null);
    useEffect(() => {
        const seen = new IntersectionObserver(
            (entries) => {
                const first = entries.find((e) => e.isIntersecting);
                if (first) set_here(first.target.id);
            },
            { rootMargin: '-20% 0px -70% 0px' },
        );
        for (const part of parts) {
            const section = document.getElementById(part);
            if (section) seen.observe(section);
        }
        return () => seen.disconnect();
    }, [parts]);
    useEffect(() => {
        const link = row.current?.querySelector<HTMLElement>(`[href="#${here}"]`);
        if (link && row.current)
            row.current.scrollLeft = link.offsetLeft - row.current.clientWidth / 3;
    }, [here]);
    return (
        <nav className={classes.switcher} aria-label={say.deal.sections} ref={row}>
            {parts.map((part) => (
                <a
                    key={part}
                    href={`#${part}`}
                    aria-current={here === part ? 'true' : undefined}
                    onClick={(event) => {
                        event.preventDefault();
                        document.getElementById(part)?.scrollIntoView();
                        set_here(part);
                    }}
                >
                    {say.deal.parts[part]}
                </a>
            ))}
        </nav>
    );
}
