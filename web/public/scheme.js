// Light or dark before the first paint, so that nothing flashes.
{
    let chosen = null;
    try {
        chosen = localStorage.getItem('ante-color-scheme');
    } catch {
        // No storage: the system decides.
    }
    const dark =
        chosen === 'dark' ||
        (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
