import Charts
import Markup

/// The page's style: one column of text with room around it, a quiet warm ground, one accent, figures of equal width.
enum Stylesheet {
  static let node = Node.stylesheet(ChartStyle.tokens, text, frame, tables, figures, ChartStyle.marks, narrow, print)

  private static let text: StaticString = """

    *, ::before, ::after { box-sizing: border-box; }
    :root { --accent: #9a431c; --card: #f3eee5; --shade: #c9c1b3; color-scheme: light dark; }
    @media screen and (prefers-color-scheme: dark) { :root { --accent: #eba27c; --card: #26231f; --shade: #57514a; } }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1.5rem; }
    body { margin: 0; border-top: 6px solid var(--accent); background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums lining-nums; overflow-wrap: break-word; }
    h1, h2, h3, h4 { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Source Serif 4", serif; font-weight: 600; line-height: 1.2; text-wrap: balance; }
    h1 { font-size: clamp(1.9rem, 1.3rem + 2.6vw, 2.9rem); margin: 0; letter-spacing: -0.01em; }
    h2 { font-size: 1.7rem; margin: 0 0 1.25rem; }
    h3 { font-size: 1.28rem; margin: 3rem 0 0.75rem; }
    h4 { font-size: 1.08rem; margin: 2rem 0 0.5rem; }
    p, ul, ol, dl, blockquote { margin: 0 0 1rem; max-width: 42rem; text-wrap: pretty; }
    ul, ol { padding-left: 1.25rem; }
    li { margin-bottom: 0.45rem; padding-left: 0.15rem; }
    li::marker { color: var(--accent); }
    strong { font-weight: 650; }
    a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
    a:hover { text-decoration-thickness: 2px; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
    main:focus { outline: none; }
    code { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace; font-size: 0.85em; overflow-wrap: anywhere; }
    .stat { color: var(--quiet); }
    .note { color: var(--quiet); font-size: 0.94rem; line-height: 1.5; }
    .caution { border-left: 4px solid var(--accent); padding: 0.1rem 0 0.1rem 1rem; }
    """

  private static let frame: StaticString = """

    .skip { position: absolute; left: 1rem; top: -6rem; background: var(--ink); color: var(--paper); padding: 0.75rem 1.25rem; z-index: 2; }
    .skip:focus { top: 1rem; }
    .masthead { padding: clamp(2rem, 6vw, 4.5rem) clamp(1rem, 5vw, 4rem) clamp(1.5rem, 4vw, 3rem); max-width: 78rem; margin: 0 auto; }
    .masthead .kicker { color: var(--accent); font-weight: 600; margin-bottom: 0.6rem; }
    .masthead .purpose { color: var(--quiet); font-size: 1.15rem; margin: 0.9rem 0 0; }
    .masthead h1 { max-width: 24ch; }
    .layout { max-width: 78rem; margin: 0 auto; padding: 0 clamp(1rem, 5vw, 4rem); }
    main { min-width: 0; max-width: 46rem; }
    main > section { padding: 2.75rem 0 1rem; border-top: 1px solid var(--rule); }
    .contents { background: var(--card); border-radius: 10px; padding: 1.25rem 1.5rem; margin-bottom: 2.5rem; }
    .contents h2 { font: 600 0.95rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--quiet); margin: 0 0 0.5rem; }
    .contents ol { list-style: none; padding: 0; margin: 0; }
    .contents li { margin: 0; padding: 0; }
    .contents a { display: block; padding: 0.3rem 0; color: var(--ink); text-decoration: none; line-height: 1.35; }
    .contents a:hover { color: var(--accent); text-decoration: underline; }
    .findings { list-style: none; padding: 0; }
    .findings li { padding: 0.85rem 0; margin: 0; border-bottom: 1px solid var(--rule); }
    .findings li:first-child { border-top: 1px solid var(--rule); }
    .lede { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Source Serif 4", serif; font-size: 1.35rem; line-height: 1.4; }
    .questions { padding-left: 1.6rem; }
    .questions li { margin-bottom: 1.1rem; padding-left: 0.4rem; }
    blockquote { margin: 0 0 1.1rem; padding: 1rem 1.4rem; background: var(--card); border-radius: 10px; }
    blockquote p { margin: 0; unicode-bidi: plaintext; }
    blockquote .note { margin-top: 0.4rem; }
    .origin { display: grid; gap: 0.75rem; }
    .origin dt { color: var(--quiet); font-size: 0.94rem; }
    .origin dd { margin: 0; }
    footer { max-width: 78rem; margin: 2rem auto 0; padding: 1.5rem clamp(1rem, 5vw, 4rem) 3rem; color: var(--quiet); font-size: 0.94rem; }
    @media (min-width: 70rem) {
      .layout:not(.plain) { display: grid; grid-template-columns: 14rem minmax(0, 55rem); gap: 3rem; align-items: start; }
      .layout:not(.plain) > main { max-width: 55rem; }
      :where(main > section > :not(.many, figure), figure > :not(.many)) { max-width: 46rem; }
      .contents { position: sticky; top: 1.5rem; background: none; padding: 2.75rem 0 0; border-top: 1px solid var(--rule); border-radius: 0; max-height: calc(100vh - 3rem); overflow: auto; }
    }
    """

  private static let tables: StaticString = """

    .table { overflow-x: auto; margin: 0 0 1rem; }
    .table[tabindex] { background: linear-gradient(to right, var(--paper) 40%, transparent) local left / 3rem 100% no-repeat, linear-gradient(to left, var(--paper) 40%, transparent) local right / 3rem 100% no-repeat, linear-gradient(to right, var(--shade), transparent) left / 0.9rem 100% no-repeat, linear-gradient(to left, var(--shade), transparent) right / 0.9rem 100% no-repeat; }
    table { border-collapse: collapse; width: 100%; font-size: 0.97rem; line-height: 1.4; }
    caption.unseen { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    caption { text-align: left; font-weight: 600; padding: 0 0 0.6rem; }
    caption > span { display: inline-block; position: sticky; left: 0; max-width: min(100%, calc(100vw - 2.2rem)); }
    th, td { text-align: left; vertical-align: baseline; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--quiet); font-weight: 500; font-size: 0.9rem; line-height: 1.3; border-bottom: 1.5px solid var(--edge); vertical-align: bottom; }
    tbody th { font-weight: 400; min-width: 8.5rem; }
    th, td, bdi { unicode-bidi: isolate; }
    tbody th { overflow-wrap: anywhere; }
    thead th { overflow-wrap: break-word; }
    thead th:not(:last-child) { min-width: 6rem; }
    th.n, td.n { text-align: right; }
    td.n { white-space: nowrap; }
    .many table { font-size: 0.9rem; }
    .many thead th:not(:last-child) { min-width: 0; }
    .many tbody th { min-width: 7rem; }
    .many th:not(:last-child), .many td:not(:last-child) { padding-right: 0.75rem; }
    td.list { white-space: normal; min-width: 9rem; }
    .withheld { color: var(--quiet); font-style: italic; font-size: 0.92em; }
    .none { color: var(--quiet); }
    """

  private static let figures: StaticString = """

    figure { margin: 1.75rem 0 1.25rem; }
    figcaption { color: var(--quiet); font-size: 0.94rem; margin-bottom: 1rem; }
    figure .wide, figure .narrow { margin-bottom: 1.25rem; }
    figure .narrow { display: none; max-width: 27rem; }
    summary { cursor: pointer; color: var(--accent); padding: 0.35rem 0; width: fit-content; }
    details { margin-bottom: 1rem; }
    details[open] summary { margin-bottom: 0.5rem; }
    """

  private static let narrow: StaticString = """

    @media screen and (max-width: 47.99rem) {
      body { font-size: 1rem; }
      h2 { font-size: 1.5rem; }
      h3 { font-size: 1.2rem; margin-top: 2.5rem; }
      figure .wide { display: none; }
      figure .narrow { display: block; }
      main > section { padding-top: 2.25rem; }
      table { font-size: 0.9rem; }
      th:not(:last-child), td:not(:last-child) { padding-right: 0.55rem; }
      thead th:not(:last-child) { min-width: 0; }
      tbody th, .many tbody th { min-width: 6.2rem; }
    }
    """

  private static let print: StaticString = """

    @page { size: A4; margin: 18mm 17mm 20mm; }
    @media print {
      :root { --paper: #ffffff; --card: #f5f2ec; }
      html { font-size: 9.6pt; }
      .skip, .contents, summary { display: none; }
      details::details-content { display: block; content-visibility: visible; block-size: auto; }
      .layout, .masthead, footer { padding-left: 0; padding-right: 0; max-width: none; }
      body { border-top-width: 4px; }
      .masthead { padding: 1rem 0 1.5rem; }
      main { max-width: none; }
      main > section { padding-top: 1.5rem; }
      h2, h3, h4, figcaption, caption, thead { break-after: avoid; }
      figure .wide, tr, blockquote, .findings li, .questions li { break-inside: avoid; }
      .table, .table[tabindex] { overflow: visible; background: none; }
      td.n { white-space: normal; }
      th, td { padding-right: 0.6rem; }
      thead th:not(:last-child) { min-width: 0; }
      tbody th { min-width: 6.5rem; }
      p, li { orphans: 3; widows: 3; }
      .for-lead, .for-staff { font-size: 0.92rem; line-height: 1.42; }
      .for-lead .masthead, .for-staff .masthead { padding-bottom: 0.6rem; }
      .for-lead main > section, .for-staff main > section { padding: 0.9rem 0 0.2rem; }
      .for-lead h1, .for-staff h1 { font-size: 1.7rem; }
      .for-lead h2, .for-staff h2 { font-size: 1.25rem; margin-bottom: 0.5rem; }
      .for-lead h3 { margin: 0.8rem 0 0.4rem; }
      .for-lead .findings li, .for-staff .findings li { padding: 0.3rem 0; }
      .for-lead figure { margin: 0.6rem 0; }
      .for-lead figure .wide { max-width: 34rem; margin-bottom: 0.4rem; }
      .for-lead th, .for-lead td { padding-top: 0.22rem; padding-bottom: 0.22rem; }
      .for-lead .table { break-inside: avoid; }
      .for-lead .masthead, .for-staff .masthead { padding-top: 0.4rem; }
      .for-lead p, .for-staff p, .for-lead li, .for-staff li { margin-bottom: 0.4rem; }
      .for-lead figure { break-inside: avoid; }
      .for-lead .findings, .for-staff .findings { margin-bottom: 0.5rem; }
      .for-lead .questions li { margin-bottom: 0.5rem; }
      .for-lead footer, .for-staff footer { margin-top: 0.5rem; padding-top: 0.5rem; padding-bottom: 0; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
