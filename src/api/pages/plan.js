// What the buyer's page does beyond what it does without a script: it exchanges the link, sends
// forms without leaving the page, and shows what changed elsewhere. Nothing is measured here.
'use strict';

const shortest_secret = 40;
const secret_here = () => (location.hash.length > shortest_secret ? location.hash.slice(1) : '');
const opened_by = 'plan opened by';
const live = () => document.body.dataset.live;

function send(action, fields) {
    return fetch(action, { method: 'POST', body: new URLSearchParams(fields) });
}

async function page_in(answer) {
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

// The secret stands behind the # and goes to the server only here.
async function open_plan(secret) {
    const opening = document.getElementById('opening');
    if (opening) opening.hidden = false;
    const page = await page_in(await send('/plan/open', { link: secret }));
    if (page.body.dataset.live === 'open') return show(page);
    sessionStorage.setItem(opened_by, secret);
    location.reload();
}

function show(page) {
    document.title = page.title;
    const was = document.activeElement?.closest('li[id], section[id]')?.id;
    const fresh = page.getElementById('plan');
    document.getElementById('plan').replaceWith(fresh);
    const news = document.getElementById('news');
    if (news) news.hidden = true;
    const told = fresh.querySelector('.notice');
    if (told) {
        fresh.focus({ preventScroll: true });
        told.scrollIntoView({ block: 'center' });
    } else if (was) {
        document.getElementById(was)?.querySelector('button, summary')?.focus();
    }
}

// What stands there, but for what was said to him and what he has unfolded.
function look_of(page) {
    const main = page.getElementById('plan').cloneNode(true);
    for (const notice of main.querySelectorAll('.notice')) notice.remove();
    return main.textContent;
}

// Whoever is writing is not interrupted.
function is_writing() {
    const fields = [...document.querySelectorAll('main textarea, main input:not([type=hidden])')];
    return fields.some((field) => field.value !== field.defaultValue);
}

async function look_again(at_once) {
    const answer = await fetch('/plan', { headers: { Accept: 'text/html' } });
    if (!answer.ok) return;
    const page = await page_in(answer);
    if (page.body.dataset.live !== live()) return location.reload();
    if (!at_once && look_of(page) === look_of(document)) return;
    if (at_once || !is_writing()) return show(page);
    document.getElementById('news').hidden = false;
}

document.addEventListener('submit', async (event) => {
    const form = event.target;
    if (!form.closest('main') || live() !== 'yes') return;
    event.preventDefault();
    if (form.dataset.sent) return; // A second tap is the same tap.
    form.dataset.sent = 'yes';
    try {
        const page = await page_in(await send(form.action, new FormData(form)));
        if (page.body.dataset.live !== 'yes') return location.reload();
        show(page);
    } catch {
        form.submit(); // The connection was lost: the browser says so.
    }
});

document.querySelector('#news button')?.addEventListener('click', () => look_again(true));
addEventListener('hashchange', () => {
    if (secret_here()) location.reload();
});

const secret = secret_here();
if (secret && (live() === 'open' || sessionStorage.getItem(opened_by) !== secret)) {
    open_plan(secret);
} else if (live() === 'yes') {
    new EventSource('/plan/events').addEventListener('message', () => look_again(false));
    document.querySelector('.ask details[open] textarea')?.focus();
}
