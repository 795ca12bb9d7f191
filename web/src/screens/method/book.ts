// The rules and plays as the code has them, and finding among them.
import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { keys } from '@/api/store';
import { say } from '@/words';

export type Rule = Schemas['RuleView'];
export type Play = Schemas['Play'];

const rarely = 600_000; // ms: they change with the settings, and those are heard of.

export function useRules() {
    return useQuery({
        queryKey: keys.words('rules'),
        staleTime: rarely,
        queryFn: async () => (await answer(api.GET('/rules'))).items,
    });
}
export function usePlays() {
    return useQuery({
        queryKey: keys.words('plays'),
        staleTime: rarely,
        queryFn: async () => (await answer(api.GET('/plays'))).items,
    });
}

// Every word wanted is somewhere in it.
function has(text: string, wanted: string): boolean {
    const in_it = text.toLowerCase();
    return wanted
        .toLowerCase()
        .split(/\s+/)
        .every((word) => in_it.includes(word));
}

export function rules_with(rules: Rule[], wanted: string): Rule[] {
    if (!wanted.trim()) return rules;
    return rules.filter((r) =>
        has(`${r.id.replaceAll('_', ' ')} ${r.says} ${r.remedy} ${r.source}`, wanted),
    );
}
export function plays_with(plays: Play[], wanted: string): Play[] {
    if (!wanted.trim()) return plays;
    return plays.filter((p) =>
        has(
            [
                p.title,
                p.ask,
                p.what,
                p.when,
                p.if_declined,
                say.method.effort[p.effort],
                ...p.given_by.map((r) => say.method.role[r]),
            ].join(' '),
            wanted,
        ),
    );
}
