import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { store } from '@/api/store';
import { follow, type Paged, usePages } from './pages';

const size = 10;
let asked: string[] = [];
let all = 35;

// A server with `all` numbers, whose mark is the number to go on with.
function read(after: string | undefined): Promise<Paged<number>> {
    asked.push(after ?? '');
    const from = Number(after ?? 0);
    const to = Math.min(all, from + size);
    const items = Array.from({ length: to - from }, (_, i) => from + i);
    return Promise.resolve(to < all ? { items, next: String(to) } : { items });
}
const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={store}>{children}</QueryClientProvider>
);

beforeEach(() => {
    store.clear();
    asked = [];
    all = 35;
});

test('rows are fetched as they are looked at, to the last', async () => {
    const { result } = renderHook(() => usePages({ key: ['list', 'n'], read, size }), { wrapper });
    expect(result.current.waiting).toBe(true);
    await waitFor(() => expect(result.current.at(9)).toBe(9));
    await waitFor(() => expect(result.current.count).toBe(20)); // One page is awaited.
    expect(result.current.at(10)).toBeUndefined();
    for (const row of [12, 22, 32]) {
        act(() => result.current.look(row - 5, row));
        await waitFor(() => expect(result.current.at(row)).toBe(row));
    }
    await waitFor(() => expect(result.current.whole).toBe(true));
    expect(result.current.count).toBe(35);
    expect(asked).toEqual(['', '10', '20', '30']);
});

test('a change reads again what is on the screen, not all that was scrolled past', async () => {
    const { result } = renderHook(() => usePages({ key: ['list', 'n'], read, size }), { wrapper });
    for (const row of [2, 12, 22]) {
        act(() => result.current.look(row, row));
        await waitFor(() => expect(result.current.at(row)).toBe(row));
    }
    asked = [];
    await act(() => store.invalidateQueries({ queryKey: ['list'] }));
    expect(asked).toEqual(['20']);
});

test('rows of before stand until the new ones are there', async () => {
    const { result, rerender } = renderHook(({ q }) => usePages({ key: ['list', q], read, size }), {
        wrapper,
        initialProps: { q: 'a' },
    });
    await waitFor(() => expect(result.current.at(3)).toBe(3));
    rerender({ q: 'b' });
    expect(result.current.stale).toBe(true);
    expect(result.current.at(3)).toBe(3);
    await waitFor(() => expect(result.current.stale).toBe(false));
});

test('a first page that came along is not asked for', async () => {
    const first = { items: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], next: '10' };
    const { result } = renderHook(
        () => usePages({ key: ['list', 'n'], read, size, first, total: 13 }),
        { wrapper },
    );
    expect(result.current.at(4)).toBe(4);
    expect(result.current.count).toBe(13);
    expect(asked).toEqual([]);
});

test('a list that became shorter ends where it ends', () => {
    const three = { of: '', marks: ['', 'a', 'b'], rows_of_last: 4 };
    expect(follow(three, 1, { items: [1, 2], next: undefined })).toEqual({
        of: '',
        marks: ['', 'a'],
        rows_of_last: 2,
    });
    expect(follow(three, 2, { items: [1, 2, 3, 4], next: undefined })).toBe(three);
});
