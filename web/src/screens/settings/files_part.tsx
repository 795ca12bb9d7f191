import { Anchor, Stack, Text } from '@mantine/core';
import { say } from '@/words';

const words = say.settings.files;
const files = [
    { href: '/api/v1/export/deals.csv', label: words.csv, more: words.csv_more },
    { href: '/api/v1/export/deals.jsonl', label: words.jsonl, more: words.jsonl_more },
];

export function FilesPart() {
    return (
        <Stack>
            <Text c="dimmed">{words.about}</Text>
            {files.map((file) => (
                <div key={file.href}>
                    <Anchor href={file.href} download fw={600}>
                        {file.label}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                        {file.more}
                    </Text>
                </div>
            ))}
            <Text size="sm">{words.backup}</Text>
        </Stack>
    );
}
