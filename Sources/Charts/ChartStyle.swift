/// Style sheets of the drawings. Colours are custom properties with a light and a dark set; every mark stands out from the ground by
/// 3 : 1 at least and every text by 4.5 : 1 (`ContrastTests` computes it), and nothing is told by hue alone.
package enum ChartStyle {
  /// The colours. Steps of answers are slate on one side of the middle and blue on the other, both cool: on some questions “always” is
  /// the better answer and on some the worse, so no side may look like a warning. The lower side is hatched too.
  package static let tokens: StaticString = """
    :root {
      --paper: #fbf9f5; --ink: #22201c; --quiet: #5f5a51; --rule: #ddd7cc; --mark: #1f6187; --soft: #a9c8dc;
      --low3: #33434f; --low2: #5b6c79; --low1: #b9c5ce; --middle: #d6d1c7; --high1: #a9cbe2; --high2: #2c74a6; --high3: #0d4468;
      --edge: #7a746a; --on-dark: #ffffff; --on-light: #22201c;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --paper: #1b1a18; --ink: #ece7df; --quiet: #b3aca0; --rule: #45413b; --mark: #7db8dc; --soft: #2e546c;
        --low3: #c3ced6; --low2: #8496a3; --low1: #3c4a54; --middle: #57534c; --high1: #264d68; --high2: #4f97c9; --high3: #a5d2f0;
        --edge: #938c81; --on-dark: #14130f; --on-light: #ffffff;
      }
    }
    """

  package static let marks: StaticString = """
    .chart { display: block; width: 100%; height: auto; font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-size: 14px; font-variant-numeric: tabular-nums; }
    .chart text { fill: var(--ink); }
    .chart .tick, .chart .key { font-size: 13px; }
    .chart .tick { fill: var(--quiet); }
    .chart .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
    .chart .value { font-weight: 600; }
    .chart .value.absent { font-weight: 400; font-style: italic; fill: var(--quiet); }
    .chart .head { font-weight: 600; font-size: 14.5px; }
    .chart .grid { stroke: var(--rule); stroke-width: 1; }
    .chart .axis { stroke: var(--edge); stroke-width: 1; }
    .chart .reference { stroke: var(--edge); stroke-width: 1.5; stroke-dasharray: 4 3; }
    .chart .bar:not(.bound) { fill: var(--mark); }
    .chart .bar.bound { stroke: var(--mark); stroke-width: 1.5; }
    .chart .hatch { stroke: var(--mark); stroke-width: 4; }
    .chart .overlay { stroke: var(--paper); stroke-width: 1.6; stroke-opacity: 0.45; }
    .chart .interval { stroke: var(--mark); stroke-width: 2; }
    .chart .dot { fill: var(--mark); stroke: var(--paper); stroke-width: 1.5; }
    .chart .series, .chart .centre, .chart .limit { fill: none; }
    .chart .series { stroke: var(--mark); stroke-width: 1.2; }
    .chart .centre { stroke: var(--ink); stroke-width: 1.6; }
    .chart .limit { stroke: var(--edge); stroke-width: 1.6; stroke-dasharray: 7 4; }
    .chart .target { stroke: var(--ink); stroke-width: 1.6; stroke-dasharray: 1.6 4; }
    .chart .signal { fill: var(--ink); stroke: var(--paper); stroke-width: 1.5; }
    .chart .box { fill: var(--soft); stroke: var(--mark); stroke-width: 1.5; }
    .chart .median { stroke: var(--ink); stroke-width: 3; }
    .chart .step { stroke: var(--edge); stroke-width: 1; }
    .chart .step.low3 { fill: var(--low3); } .chart .step.low2 { fill: var(--low2); } .chart .step.low1 { fill: var(--low1); }
    .chart .step.middle { fill: var(--middle); }
    .chart .step.high1 { fill: var(--high1); } .chart .step.high2 { fill: var(--high2); } .chart .step.high3 { fill: var(--high3); }
    .chart .inside { font-size: 13px; font-weight: 600; paint-order: stroke; stroke-width: 3px; stroke-linejoin: round; }
    .chart .inside.low3, .chart .inside.low2, .chart .inside.high2, .chart .inside.high3 { fill: var(--on-dark); }
    .chart .inside.low1, .chart .inside.middle, .chart .inside.high1 { fill: var(--on-light); }
    .chart .inside.low3 { stroke: var(--low3); } .chart .inside.low2 { stroke: var(--low2); } .chart .inside.low1 { stroke: var(--low1); }
    .chart .inside.middle { stroke: var(--middle); }
    .chart .inside.high1 { stroke: var(--high1); } .chart .inside.high2 { stroke: var(--high2); } .chart .inside.high3 { stroke: var(--high3); }
    """

  /// Curves over time, which only files of their own hold: pages of a report do without.
  package static let curves: StaticString = """
    .chart .curve { fill: none; stroke-width: 2; }
    .chart .curve.line1 { stroke: var(--mark); } .chart .band.line1 { fill: var(--mark); }
    .chart .curve.line2 { stroke: var(--ink); stroke-dasharray: 7 4; } .chart .band.line2 { fill: var(--ink); }
    .chart .curve.line3 { stroke: var(--edge); stroke-dasharray: 2 3; } .chart .band.line3 { fill: var(--edge); }
    .chart .curve.line4 { stroke: var(--high3); stroke-dasharray: 12 3 2 3; } .chart .band.line4 { fill: var(--high3); }
    .chart .curve.line5 { stroke: var(--low2); stroke-width: 3.5; stroke-dasharray: 3 6; } .chart .band.line5 { fill: var(--low2); }
    .chart .band { fill-opacity: 0.1; }
    .chart .censored { stroke: var(--ink); stroke-width: 1; }
    """

  /// For a file that stands alone: its own ground.
  package static let standalone: StaticString = """
    svg { background: var(--paper); }
    """
}
