// What is wider than the page and scrolls can be reached, and so scrolled, by the keyboard.
addEventListener("load", () => {
    for (const wide of document.querySelectorAll("pre, .table-wrapper, .math-wrapper"))
        if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
});
