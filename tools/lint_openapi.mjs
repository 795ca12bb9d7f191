// node tools/lint_openapi.mjs FILE: reads an OpenAPI contract the way strangers' tools will, and
// names what they would stumble over. Exit code 1 if anything is wrong.
import {createConfig, formatProblems, lint} from '@redocly/openapi-core';

const file = process.argv[2];
const config = await createConfig({
    extends: ['recommended'],
    rules: {
        // Where it is served is known to whoever serves it.
        'no-server-example.com': 'off',
        'operation-4xx-response': 'error',
        'operation-operationId-unique': 'error',
        'no-unused-components': 'error',
    },
});
const problems = await lint({ref: file, config});
formatProblems(problems, {format: 'codeframe', totals: {errors: problems.length, warnings: 0}, version: ''});
console.log(`${problems.length} problems in ${file}`);
process.exit(problems.length === 0 ? 0 : 1);
