// A manager chooses whose Today he looks at.
import { useNavigate } from '@tanstack/react-router';
import { MemberPick } from '@/parts/member_pick';
import { say } from '@/words';

interface Props {
    me: string | undefined;
    whose: string | undefined;
}

const mine = { value: 'mine', label: say.today.mine };

export default function WhosePicker({ me, whose }: Props) {
    const go = useNavigate();
    return (
        <MemberPick
            name={say.today.whose}
            first={mine}
            without={me}
            value={whose ?? mine.value}
            change={(to) => go({ to: '/today', search: to === mine.value ? {} : { member: to } })}
            width={220}
        />
    );
}
