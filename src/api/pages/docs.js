// Shows openapi.json: a heading a tag, a fold an operation, its parameters, body and answer.
"use strict";

const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
};

const nameOf = (ref) => ref.split("/").pop();

// "text, 1 to 200 characters", "list of Player", "one of: won, lost"
function words(schema) {
    if (!schema) return "";
    if (schema.$ref) return nameOf(schema.$ref);
    if (schema.enum) return "one of: " + schema.enum.join(", ");
    if (schema.const !== undefined) return `"${schema.const}"`;
    if (schema.oneOf) return schema.oneOf.map(words).join(" or ");
    if (schema.type === "array") return "list of " + words(schema.items);
    const limits = [];
    if (schema.format) limits.push(schema.format);
    if (schema.minLength) limits.push(`at least ${schema.minLength} characters`);
    if (schema.maxLength) limits.push(`at most ${schema.maxLength} characters`);
    if (schema.minimum !== undefined) limits.push(`from ${schema.minimum}`);
    if (schema.maximum !== undefined) limits.push(`to ${schema.maximum}`);
    return [schema.type ?? "anything", ...limits].join(", ");
}

function resolved(schema, contract) {
    return schema?.$ref ? contract.components.schemas[nameOf(schema.$ref)] : schema;
}

function fieldsOf(schema, contract) {
    const object = resolved(schema, contract);
    if (!object?.properties) return made("p", {}, made("code", {}, words(schema)));
    const rows = Object.entries(object.properties).map(([name, field]) =>
        made(
            "tr",
            {},
            made("td", {}, made("code", {}, name), object.required?.includes(name) ? " *" : ""),
            made("td", {}, words(field)),
            made("td", {}, field.description ?? ""),
        ),
    );
    const head = ["field", "what it is", "what it means"].map((text) =>
        made("th", { scope: "col" }, text),
    );
    return made("table", {}, made("tr", {}, ...head), ...rows);
}

function operationOf(path, verb, operation, contract) {
    const writes = verb !== "get" ? " writes" : "";
    const fold = made(
        "details",
        { id: operation.operationId },
        made(
            "summary",
            {},
            made("span", { class: "verb" + writes }, verb.toUpperCase()),
            made("code", {}, path),
            operation.summary,
        ),
    );
    if (operation.description) fold.append(made("p", { class: "quiet" }, operation.description));
    const parameters = (operation.parameters ?? []).map((p) => resolved(p, contract) ?? p);
    const own = parameters
        .map((p) => (p.name ? p : contract.components.parameters?.[nameOf(p.$ref ?? "")]))
        .filter((p) => p?.name);
    if (own.length > 0) {
        const rows = own.map((p) =>
            made(
                "tr",
                {},
                made("td", {}, made("code", {}, p.name), p.required ? " *" : ""),
                made("td", {}, `${words(p.schema)} (${p.in})`),
                made("td", {}, p.description ?? ""),
            ),
        );
        fold.append(made("h3", {}, "Parameters"), made("table", {}, ...rows));
    }
    const body = operation.requestBody?.content;
    if (body) {
        const [type, content] = Object.entries(body)[0];
        fold.append(made("h3", {}, `Body: ${type}`), fieldsOf(content.schema, contract));
    }
    for (const [status, answer] of Object.entries(operation.responses)) {
        const content = answer.content && Object.entries(answer.content)[0];
        if (!content || !status.startsWith("2")) continue;
        fold.append(
            made("h3", {}, `Answer ${status}: ${content[0]}`),
            fieldsOf(content[1].schema, contract),
        );
    }
    return fold;
}

function show(contract) {
    const main = document.getElementById("operations");
    main.replaceChildren();
    const folds = [];
    for (const tag of contract.tags) {
        const section = made("section", {}, made("h2", {}, tag.name));
        for (const [path, item] of Object.entries(contract.paths))
            for (const [verb, operation] of Object.entries(item)) {
                if (!operation.tags?.includes(tag.name)) continue;
                const fold = operationOf(path, verb, operation, contract);
                folds.push(fold);
                section.append(fold);
            }
        main.append(section);
    }
    const named = made("section", {}, made("h2", {}, "Shapes"));
    for (const [name, schema] of Object.entries(contract.components.schemas)) {
        const fold = made("details", { id: name }, made("summary", {}, made("code", {}, name)));
        fold.append(fieldsOf(schema, contract));
        folds.push(fold);
        named.append(fold);
    }
    main.append(named);

    const codes = Object.entries(contract["x-codes"]).map(([code, row]) =>
        made(
            "tr",
            {},
            made("td", {}, made("code", {}, code)),
            made("td", {}, String(row.status)),
            made("td", {}, row.means),
        ),
    );
    const refusals = made("details", { id: "codes" }, made("summary", {}, "Codes of a no"));
    refusals.append(made("table", {}, ...codes));
    main.append(made("section", {}, made("h2", {}, "Refusals"), refusals));
    folds.push(refusals);

    document.getElementById("search").addEventListener("input", (event) => {
        const wanted = event.target.value.toLowerCase();
        for (const fold of folds) fold.hidden = !fold.textContent.toLowerCase().includes(wanted);
    });
}

fetch("/openapi.json")
    .then((answer) => answer.json())
    .then(show)
    .catch(() => {
        document.getElementById("operations").textContent = "The contract could not be read.";
    });
