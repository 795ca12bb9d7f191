export const conflict = {
    title: 'Somebody was here before you',
    what: 'This changed while you had it open. Nothing of yours is lost: look at both, then choose.',
    theirs: 'What is there now',
    mine: 'What you were about to save',
    look: 'Let me look first',
    send: 'Save mine, too',
};
