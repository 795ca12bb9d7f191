// Dates, numbers and money as people write them: the browser's locale, the workspace's time zone.
// Days are calendar days ("2026-05-04"), moments are instants in UTC.
import type { Schemas } from '@/api/client';
import { say } from '.';

let zone: string | undefined;
const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;

// Formats are kept: making one costs more than a row of a table.
const new_calendar = () =>
    new Intl.DateTimeFormat('en-CA', {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        timeZone: zone,
    });
let calendar = new_calendar();

// Told once, when it is known who is signed in.
export function use_zone(of_workspace: string): void {
    zone = of_workspace;
    calendar = new_calendar();
}

const cache = new Map<string, Intl.DateTimeFormat>();
function in_words(how: Intl.DateTimeFormatOptions, at: Date, of?: string): string {
    const key = JSON.stringify([how, of]);
    let format = cache.get(key);
    if (!format) {
        format = new Intl.DateTimeFormat(locale, { ...how, timeZone: of });
        cache.set(key, format);
    }
    return format.format(at);
}

// The calendar day of a moment, here: "2026-05-04".
export function day_of(at: Date | string = new Date()): string {
    return calendar.format(typeof at === 'string' ? new Date(at) : at);
}

export function add_days(day: string, days: number): string {
    const at = new Date(`${day}T12:00:00Z`);
    at.setUTCDate(at.getUTCDate() + days);
    return at.toISOString().slice(0, 10);
}

// Whole days from one day to the other; negative if it is before.
export function days_between(from: string, to: string): number {
    return Math.round(
        (Date.parse(`${to}T12:00:00Z`) - Date.parse(`${from}T12:00:00Z`)) / 86_400_000,
    );
}

// "4 May", "4 May 2025" in another year.
export function day(of: string): string {
    const this_year = of.slice(0, 4) === day_of().slice(0, 4);
    const how: Intl.DateTimeFormatOptions = this_year
        ? { day: 'numeric', month: 'short' }
        : { day: 'numeric', month: 'short', year: 'numeric' };
    return in_words(how, new Date(`${of.slice(0, 10)}T12:00:00Z`), 'UTC');
}

// "Mon 4 May": for what one plans.
export function weekday(of: string): string {
    return in_words(
        { weekday: 'short', day: 'numeric', month: 'short' },
        new Date(`${of.slice(0, 10)}T12:00:00Z`),
        'UTC',
    );
}

// "May", "May 2027" in another year.
export function month(of: string): string {
    const this_year = of.slice(0, 4) === day_of().slice(0, 4);
    return in_words(
        this_year ? { month: 'long' } : { month: 'short', year: 'numeric' },
        new Date(`${of.slice(0, 10)}T12:00:00Z`),
        'UTC',
    );
}

// "today", "tomorrow", "in 5 days", "3 days ago", then the day.
export function near_day(of: string): string {
    const days = days_between(day_of(), of.slice(0, 10));
    if (days === 0) return say.common.today;
    if (days === 1) return say.common.tomorrow;
    if (days === -1) return say.common.yesterday;
    if (Math.abs(days) < 15)
        return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(days, 'day');
    return day(of);
}

// The moment at which the clock of the workspace's time zone shows this: ("2026-05-04", "15:00").
export function instant_of(day: string, time: string): string {
    const as_if_utc = Date.parse(`${day}T${time}:00Z`);
    // What the clock shows there is off by the zone's offset; twice, for the hour when it changes.
    const first = as_if_utc - offset_at(as_if_utc);
    return new Date(as_if_utc - offset_at(first)).toISOString();
}
function offset_at(at: number): number {
    const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    }).formatToParts(at);
    const of = (type: string) => Number(parts.find((p) => p.type === type)?.value);
    const shown = Date.UTC(
        of('year'),
        of('month') - 1,
        of('day'),
        of('hour'),
        of('minute'),
        of('second'),
    );
    return shown - Math.floor(at / 1000) * 1000;
}

export function clock(at: string): string {
    return in_words({ hour: '2-digit', minute: '2-digit' }, new Date(at), zone);
}

// The time of day of a moment, here, as time inputs take it: "15:00".
export function time_of(at: string): string {
    return new Intl.DateTimeFormat('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: zone,
    }).format(new Date(at));
}

// "4 May, 15:00"
export function moment(at: string): string {
    return `${day(day_of(at))}, ${clock(at)}`;
}

// "3 hours ago", "2 days ago", "in 4 weeks"
export function ago(at: string, now: Date = new Date()): string {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    const minutes = Math.round((Date.parse(at) - now.getTime()) / 60_000);
    if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
    const hours = Math.round(minutes / 60);
    if (Math.abs(hours) < 24) return format.format(hours, 'hour');
    const days = Math.round(hours / 24);
    if (Math.abs(days) < 14) return format.format(days, 'day');
    const weeks = Math.round(days / 7);
    if (Math.abs(weeks) < 9) return format.format(weeks, 'week');
    return format.format(Math.round(days / 30.4), 'month');
}

const digits_of = new Map<string, number>();
function digits(currency: string): number {
    let known = digits_of.get(currency);
    if (known === undefined) {
        known =
            new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
                .maximumFractionDigits ?? 2;
        digits_of.set(currency, known);
    }
    return known;
}

const figures = new Map<string, Intl.NumberFormat>();
function in_figures(how: Intl.NumberFormatOptions, value: number): string {
    const key = JSON.stringify(how);
    let format = figures.get(key);
    if (!format) {
        format = new Intl.NumberFormat(locale, how);
        figures.set(key, format);
    }
    return format.format(value);
}

// Money is in minor units (cents). Whole amounts without cents: deals are not invoices.
export function money(of: Schemas['Money']): string {
    const value = of.minor / 10 ** digits(of.currency);
    return in_figures(
        {
            style: 'currency',
            currency: of.currency,
            maximumFractionDigits: Number.isInteger(value) ? 0 : digits(of.currency),
        },
        value,
    );
}

// "€1.2M": for cards and axes.
export function short_money(of: Schemas['Money']): string {
    return in_figures(
        {
            style: 'currency',
            currency: of.currency,
            notation: 'compact',
            maximumFractionDigits: 1,
        },
        of.minor / 10 ** digits(of.currency),
    );
}

export function minor_units(value: number, currency: string): number {
    return Math.round(value * 10 ** digits(currency));
}
export function major_units(of: Schemas['Money']): number {
    return of.minor / 10 ** digits(of.currency);
}

export function number(value: number, decimals = 0): string {
    return in_figures({ minimumFractionDigits: 0, maximumFractionDigits: decimals }, value);
}
export function percent(value: number): string {
    return `${number(value)} %`;
}
