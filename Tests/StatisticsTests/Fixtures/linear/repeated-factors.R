# Repeated-measures analyses of variance of several factors, by car::Anova (idata) and afex::aov_ez (generalised eta squared, type III):
# Rscript repeated-factors.R writes repeated-factors.json. The data are simulated here.
suppressMessages({ library(jsonlite); library(car); library(afex) })
set.seed(2026)
options(contrasts = c("contr.sum", "contr.poly"), warn = -1)
afex_options(type = 3)
layouts <- list(c(2, 2), c(3, 2), c(2, 4), c(3, 3), c(2, 2, 2), c(2, 3, 2))
groupings <- list(integer(), 2, 3, c(2, 2), c(3, 2))
pick <- 0
cases <- unlist(lapply(layouts, function(levels) lapply(groupings, function(groups) {
  pick <<- pick + 1
  k <- prod(levels); cells <- max(1, prod(groups)); n <- cells * sample(3:5, 1) + k %/% 2 + sample(0:3, 1)
  idata <- expand.grid(lapply(setNames(levels, c("s", "t", "u")[seq_along(levels)]), seq_len))
  idata <- idata[sample(k), , drop = FALSE]
  idata[] <- lapply(idata, factor); rownames(idata) <- NULL
  d <- expand.grid(lapply(setNames(groups, c("g", "h")[seq_along(groups)]), seq_len))
  d <- if (length(groups)) d[c(seq_len(cells), sample(cells, n - cells, TRUE)), , drop = FALSE] else data.frame(row.names = seq_len(n))
  d[] <- lapply(d, factor); rownames(d) <- NULL
  y <- round(matrix(rnorm(n * k, 0, rep(runif(k, 0.5, 2), each = n)), n) + rnorm(n) + rep(rnorm(k, 0, 0.6), each = n), 2)
  d$y <- y
  m <- lm(as.formula(paste("y ~", if (length(groups)) paste(names(d)[seq_along(groups)], collapse = "*") else "1")), d)
  design <- as.formula(paste("~", paste(names(idata), collapse = "*")))
  expected <- lapply(setNames(2:3, c("typeII", "typeIII")), function(type) {
    s <- suppressMessages(summary(Anova(m, idata = idata, idesign = design, type = type), multivariate = FALSE))
    u <- unclass(s$univariate.tests); p <- s$pval.adjustments; w <- s$sphericity.tests
    rows <- setdiff(rownames(u), "(Intercept)")
    lapply(setNames(rows, rows), function(row) {
      found <- list(test = I(unname(u[row, c("Sum Sq", "num Df", "Error SS", "den Df", "F value", "Pr(>F)")])))
      if (!is.null(w) && row %in% rownames(w)) {
        found$mauchly <- I(unname(unclass(w)[row, ])); found$sphericity <- I(unname(unclass(p)[row, c("GG eps", "HF eps", "Pr(>F[GG])", "Pr(>F[HF])")]))
      }
      found
    })
  })
  long <- data.frame(id = factor(rep(seq_len(n), k)), value = as.vector(y))
  for (f in names(idata)) long[[f]] <- rep(idata[[f]], each = n)
  for (f in names(d)[seq_along(groups)]) long[[f]] <- rep(d[[f]], k)
  a <- suppressMessages(aov_ez("id", "value", long, between = if (length(groups)) names(d)[seq_along(groups)], within = names(idata)))
  for (row in rownames(a$anova_table)) {
    name <- row
    expected$typeIII[[name]]$generalised <- a$anova_table[row, "ges"]
  }
  codes <- function(frame, names) lapply(setNames(names, names), function(f) I(as.integer(frame[[f]]) - 1L))
  list(
    within = codes(idata, names(idata)), between = if (length(groups)) codes(d, names(d)[seq_along(groups)]) else setNames(list(), character()),
    rows = lapply(seq_len(n), function(i) I(y[i, ])), expected = expected)
})), recursive = FALSE)
writeLines(toJSON(list(
  madeBy = "repeated-factors.R", R = R.version.string, car = as.character(packageVersion("car")), afex = as.character(packageVersion("afex")), tolerance = 1e-8,
  cases = cases), digits = I(15), auto_unbox = TRUE, na = "null"), "repeated-factors.json")
