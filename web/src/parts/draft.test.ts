import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { useDraft } from './draft';

beforeEach(() => localStorage.clear());

test('a draft survives a closed tab, and forgetting it shows what the server has', () => {
    const first = renderHook(() => useDraft('plan:1', 'saved', 3));
    expect(first.result.current.changed).toBe(false);
    act(() => first.result.current.change('mine'));
    first.unmount();

    const second = renderHook(() => useDraft('plan:1', 'saved', 3));
    expect(second.result.current.value).toBe('mine');
    expect(second.result.current.changed).toBe(true);
    act(() => second.result.current.forget());
    expect(second.result.current.value).toBe('saved');
    expect(localStorage.length).toBe(0);
});

test('it keeps the version it was begun on, whatever arrives meanwhile', () => {
    const draft = renderHook(({ version }) => useDraft('plan:2', 'saved', version), {
        initialProps: { version: 3 },
    });
    act(() => draft.result.current.change('mine'));
    draft.rerender({ version: 4 });
    expect(draft.result.current.version).toBe(3);
    act(() => draft.result.current.forget());
    expect(draft.result.current.version).toBe(4);
});
