// A mail as its reader will see it. What it is made of the server says, which sends it so.
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { Failed, Waiting } from '@/parts/states';
import { say } from '@/words';
import classes from './look.module.css';

type Piece = Schemas['LetterPiece'] & { at: number }; // Which one it is, from the top.
type Group = { at: number; pieces: Piece[] };

export function MailLook({ subject, text }: { subject: string; text: string }) {
    const look = useQuery({
        queryKey: ['mail', 'look', text],
        queryFn: () => answer(api.POST('/mail/check', { body: { text } })),
        retry: false,
    });
    if (look.isError) return <Failed error={look.error} again={() => look.refetch()} />;
    if (!look.data) return <Waiting rows={4} />;
    const { name, colour, ink, pieces } = look.data;
    return (
        <article
            className={classes.mail}
            aria-label={say.mail.look_of(subject)}
            style={{ '--colour': colour, '--ink': ink } as CSSProperties}
        >
            <Text className={classes.subject}>{subject}</Text>
            <p className={classes.head}>{name}</p>
            {grouped(pieces).map((group) =>
                group.pieces[0]?.kind === 'item' ? (
                    <ul key={group.at}>
                        {group.pieces.map((piece) => (
                            <li key={piece.at}>{piece.text}</li>
                        ))}
                    </ul>
                ) : (
                    group.pieces.map((piece) => <One key={piece.at} piece={piece} />)
                ),
            )}
        </article>
    );
}

function One({ piece }: { piece: Piece }) {
    if (piece.kind === 'heading') return <p className={classes.heading}>{piece.text}</p>;
    if (piece.kind === 'button')
        return (
            <p>
                <span className={classes.button}>{piece.text}</span>
            </p>
        );
    return <p className={classes.lines}>{piece.text}</p>;
}

// Items that follow one another are one list.
function grouped(pieces: Schemas['LetterPiece'][]): Group[] {
    const groups: Group[] = [];
    for (const [at, said] of pieces.entries()) {
        const piece = { ...said, at };
        const last = groups.at(-1);
        if (piece.kind === 'item' && last?.pieces[0]?.kind === 'item') last.pieces.push(piece);
        else groups.push({ at, pieces: [piece] });
    }
    return groups;
}
