// The examples of the rules are written in the scenario language (tests/scenarios), which is near
// English. This makes sentences of its lines, and says from when a rule holds.

export type LineKind = 'scene' | 'day' | 'step' | 'outcome';
export interface ScenarioLine {
    kind: LineKind;
    text: string;
    at: number; // The how manieth of its scenario.
}
export interface Scenario {
    title: string;
    lines: ScenarioLine[];
}

export function read_scenarios(text: string): Scenario[] {
    const found: Scenario[] = [];
    for (const raw of text.split('\n')) {
        const line = raw.trim();
        if (line === '' || line.startsWith('#')) continue;
        if (line.startsWith('==')) {
            found.push({ title: sentence(line.slice(2).trim(), ''), lines: [] });
            continue;
        }
        const lines = found.at(-1)?.lines;
        lines?.push({ ...read_line(line), at: lines.length });
    }
    return found;
}

function read_line(line: string): Omit<ScenarioLine, 'at'> {
    if (line.startsWith('->')) return { kind: 'outcome', text: outcome(line.slice(2).trim()) };
    const day = line.match(/^(?:on|after) (.+)$/);
    if (day) return { kind: 'day', text: line.startsWith('on ') ? (day[1] ?? '') : line };
    if (/^(a |an |the account|the deal|homework|setting|threshold|rule|pace)/.test(line))
        return { kind: 'scene', text: scene(line) };
    return { kind: 'step', text: sentence(line) };
}

function scene(line: string): string {
    const threshold = line.match(/^threshold \w+\.(\w+) (.+)$/);
    if (threshold) return `Here the threshold “${plain(threshold[1] ?? '')}” is ${threshold[2]}.`;
    const rule = line.match(/^rule \w+ (on|off)$/);
    if (rule) return `Here the rule is switched ${rule[1]}.`;
    const setting = line.match(/^setting (.+) (\S+)$/);
    if (setting) return `Here ${plain(setting[1] ?? '')} is ${setting[2]}.`;
    return sentence(line);
}

function outcome(line: string): string {
    const never = line.match(/^no (\w+)$/);
    if (never) return 'It doesn’t hold.';
    const from = line.match(/^\w+ from (.+)$/);
    if (from) return `It holds from ${from[1]}.`;
    const because = line.match(/^\w+ because "(.+)"$/);
    if (because) return `Its reason says: “${because[1]}”.`;
    if (/^\w+ holds$/.test(line)) return 'It holds.';
    if (/^\w+ does not hold$/.test(line)) return 'It doesn’t hold yet.';
    const skin = line.match(/^skin (\d+)$/);
    if (skin) return `Skin in the game: ${skin[1]} %.`;
    return sentence(line);
}

function plain(words: string): string {
    return words.replaceAll('_', ' ');
}

// A capital, curly quotes, a full stop; what stands in quotes stays as it is.
function sentence(line: string, end = '.'): string {
    const words = line
        .split('"')
        .map((part, i) => (i % 2 === 1 ? `“${part}”` : plain(part)))
        .join('');
    const first = words.charAt(0).toUpperCase() + words.slice(1);
    return /[.!?:”]$/.test(first) && !first.endsWith('”') ? first : first + end;
}
