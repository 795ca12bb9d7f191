// Relations: prospects who are not ready yet (METHOD 11). Whom we owe a word, what is parked, who is
// worth winning, and what our touches bring.
import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '@/parts/states';
import { relating } from '@/words/en/relating';
import { DueList } from './due';
import { ParkedList } from './parked';
import { Prospects } from './prospects';
import { TouchMix } from './touch_mix';

const words = relating;
const looks = { due: DueList, parked: ParkedList, prospects: Prospects, mix: TouchMix };
type Look = keyof typeof looks;

function is_look(name: string | undefined): name is Look {
    return name !== undefined && Object.hasOwn(looks, name);
}

export default function Relations() {
    const { look } = useSearch({ strict: false }) as { look?: string };
    const go = useNavigate();
    const shown: Look = is_look(look) ? look : 'due';
    return (
        <Page title={words.title}>
            <Tabs
                value={shown}
                onChange={(to) => go({ to: '/relations', search: { look: to ?? 'due' } })}
                keepMounted={false}
            >
                <Tabs.List mb="md" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
                    {Object.keys(looks)
                        .filter(is_look)
                        .map((name) => (
                            <Tabs.Tab key={name} value={name} style={{ minHeight: 44 }}>
                                {words.looks[name]}
                            </Tabs.Tab>
                        ))}
                </Tabs.List>
                {Object.entries(looks).map(([name, Shown]) => (
                    <Tabs.Panel key={name} value={name}>
                        <Shown />
                    </Tabs.Panel>
                ))}
            </Tabs>
        </Page>
    );
}
