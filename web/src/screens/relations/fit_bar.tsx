import classes from './relations.module.css';

interface Props {
    fit: number | undefined;
}
// The figure, and the same as a length: for comparing down a list.
export function FitBar({ fit }: Props) {
    if (fit === undefined) return <span className={classes.quiet}>–</span>;
    return (
        <span className={classes.bar}>
            <span>{fit}</span>
            <span className={classes.track} aria-hidden>
                <span className={classes.fill} style={{ display: 'block', width: `${fit}%` }} />
            </span>
        </span>
    );
}
