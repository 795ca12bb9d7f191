// The deals one looked at last, in this browser, for the finder.
import { useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Schemas } from '@/api/client';
import { keys } from '@/api/store';

export interface RecentDeal {
    id: string;
    name: string;
    account: string;
}

const kept = 6;
const name_of = (member: string) => `ante-recent:${member}`;

export function recent_deals(member: string): RecentDeal[] {
    try {
        const text = localStorage.getItem(name_of(member));
        return text ? (JSON.parse(text) as RecentDeal[]) : [];
    } catch {
        return []; // No storage, or not ours.
    }
}

function remember(member: string, deal: RecentDeal): void {
    const others = recent_deals(member).filter((d) => d.id !== deal.id);
    try {
        localStorage.setItem(name_of(member), JSON.stringify([deal, ...others].slice(0, kept)));
    } catch {
        // Full or forbidden: then nothing is remembered.
    }
}

// The deal that is open, seen from the shell, which knows no screen's parameters.
export function useOpenDeal(): string | undefined {
    return useRouterState({
        select: (state) => {
            const found = state.location.pathname.match(/^\/deals\/([0-9a-f-]{36})$/);
            return found?.[1];
        },
    });
}

// Notes the deal that is open, once its name is known.
export function useRecentDeals(member: string): void {
    const deal = useOpenDeal();
    const cache = useQueryClient();
    useEffect(() => {
        if (!deal) return;
        const note = () => {
            const view = cache.getQueryData<Schemas['DealView']>(keys.deal(deal));
            if (!view) return false;
            remember(member, { id: deal, name: view.deal.name, account: view.account_name });
            return true;
        };
        if (note()) return;
        const stop = cache.getQueryCache().subscribe(() => {
            if (note()) stop();
        });
        return stop;
    }, [deal, member, cache]);
}
