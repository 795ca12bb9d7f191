// Signs in by the one-time link's secret, which stands behind the # and so never reaches a log; or
// by address and password.
"use strict";

const said = document.getElementById("said");
const form = document.getElementById("by-password");

async function signIn(path, body) {
    const answer = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (!answer.ok) {
        said.textContent = told.detail;
        return;
    }
    form.hidden = true;
    said.textContent = `Welcome, ${told.member.name}. You are signed in.`;
    location.replace("/");
}

const secret = location.hash.slice(1);
if (secret) {
    history.replaceState(null, "", "/sign-in");
    form.hidden = true;
    said.textContent = "Signing you in …";
    signIn("/api/v1/session/link", { secret }).finally(() => {
        form.hidden = said.textContent.startsWith("Welcome");
    });
}
form.addEventListener("submit", (event) => {
    event.preventDefault();
    signIn("/api/v1/session", { email: form.email.value, password: form.password.value });
});
