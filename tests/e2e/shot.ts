// One picture of ./dev shots: what it is called, whose view it is, how it comes to be.
import type { Page } from 'playwright-core';
import type { Place, Visit } from './browser';

export interface Screen {
    name: string;
    who?: string; // Whose view; a rep's if nothing is said, nobody's if empty.
    fresh?: boolean; // In front of a server that nobody has set up.
    whole?: boolean; // From top to bottom, not only what fits.
    // Opens it; the first thing it waits for is there when it returns.
    open?: (visit: Visit, place: Place) => Promise<void>;
    // Opens it somewhere else, in a context of its own, which is closed afterwards.
    elsewhere?: (visit: Visit, place: Place) => Promise<Page>;
}

export async function go_to({ page }: Visit, place: Place, path: string): Promise<void> {
    await page.goto(place.url + path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('load');
    await page.waitForTimeout(600);
}
