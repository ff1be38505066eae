# Repeated-measures analyses of variance by car::Anova (type III, sum contrasts): Rscript repeated.R writes repeated.json. The data are simulated here.
suppressMessages({ library(jsonlite); library(car) })
set.seed(311)
options(contrasts = c("contr.sum", "contr.poly"), warn = -1)
cases <- lapply(1:60, function(index) {
  k <- sample(2:6, 1); g <- if (index %% 3 == 0) 1 else sample(2:4, 1); n <- g * sample(4:9, 1) + (index %% 4)
  group <- if (g > 1) sample(rep_len(seq_len(g), n)) else rep(1, n)
  y <- round(matrix(rnorm(n * k, 0, rep(runif(k, 0.5, 2), each = n)), n) + rnorm(n) + rep(rnorm(k, 0, 0.5), each = n) + group * 0.4, 2)
  d <- data.frame(group = factor(group))
  m <- if (g > 1) lm(y ~ group, d) else lm(y ~ 1)
  occasion <- data.frame(occasion = factor(seq_len(k)))
  s <- suppressMessages(summary(Anova(m, idata = occasion, idesign = ~occasion, type = 3), multivariate = FALSE))
  u <- unclass(s$univariate.tests)
  row <- function(name) u[name, c("Sum Sq", "num Df", "Error SS", "den Df", "F value", "Pr(>F)")]
  expected <- list(within = row("occasion"))
  if (g > 1) { expected$interaction <- row("group:occasion"); expected$between <- row("group") }
  if (k > 2) {
    p <- unclass(s$pval.adjustments); w <- unclass(s$sphericity.tests)
    expected$mauchly <- w["occasion", ]
    expected$epsilon <- p["occasion", c("GG eps", "HF eps")]
    expected$corrected <- p["occasion", c("Pr(>F[GG])", "Pr(>F[HF])")]
    if (g > 1) expected$correctedInteraction <- p["group:occasion", c("Pr(>F[GG])", "Pr(>F[HF])")]
  }
  c(list(rows = lapply(seq_len(n), function(i) y[i, ])), if (g > 1) list(groups = group - 1), list(expected = lapply(expected, function(v) I(unname(v)))))
})
writeLines(toJSON(list(madeBy = "repeated.R", R = R.version.string, car = as.character(packageVersion("car")), tolerance = 1e-8, cases = cases),
  digits = I(15), auto_unbox = TRUE), "repeated.json")
