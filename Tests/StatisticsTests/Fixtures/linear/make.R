# Reference values of linear models: Rscript make.R (in this folder) writes models.json. The data are simulated here.
# stats::lm, car::Anova, sandwich, clubSandwich and emmeans; the tests hold Hearth to 1e-8 of them.
suppressMessages({ library(jsonlite); library(car); library(sandwich); library(clubSandwich); library(emmeans) })
set.seed(20261122)
options(warn = -1)
emm_options(opt.digits = FALSE)

formulas <- list(
  y ~ x, y ~ x + z, y ~ a, y ~ a + b, y ~ a * b, y ~ a * x, y ~ a + x + b, y ~ a * b + x, y ~ a + b * x + z, y ~ 0 + x + z, y ~ a * b * x,
  y ~ x * z, y ~ a + a:x, y ~ 0 + a + x)

simulate <- function(index) {
  levelsOfA <- sample(2:4, 1); levelsOfB <- sample(2:3, 1)
  n <- levelsOfA * levelsOfB * sample(4:7, 1) + sample(0:3, 1)
  d <- data.frame(
    a = factor(paste0("a", rep_len(seq_len(levelsOfA), n))), b = factor(paste0("b", sample(rep_len(rep(seq_len(levelsOfB), each = levelsOfA), n)))),
    x = round(rnorm(n, sample(c(0, 5, 100), 1), 2), 2), z = round(runif(n, 0, 9), 1))
  cluster <- sample(rep_len(seq_len(sample(6:9, 1)), n))
  d$y <- round(2 + as.integer(d$a) * 0.7 - as.integer(d$b) + 0.3 * d$x + rnorm(9)[cluster] + rnorm(n, 0, 0.5 + d$z / 9), 2)
  d$w <- if (index %% 3 == 0) round(runif(n, 0.2, 4), 2) else 1
  d$cluster <- cluster
  d
}

plain <- function(v) I(unname(as.vector(v)))
cases <- lapply(1:56, function(index) {
  d <- simulate(index)
  formula <- formulas[[(index - 1) %% length(formulas) + 1]]
  sums <- (index %/% length(formulas)) %% 2 == 1
  contrasts(d$a) <- if (sums) contr.sum(nlevels(d$a)) else contr.treatment(nlevels(d$a))
  contrasts(d$b) <- if (sums) contr.sum(nlevels(d$b)) else contr.treatment(nlevels(d$b))
  weighted <- any(d$w != 1)
  m <- if (weighted) lm(formula, d, weights = w) else lm(formula, d)
  stopifnot(!anyNA(coef(m)))
  s <- summary(m)
  terms <- attr(terms(formula), "term.labels")
  factors <- intersect(c("a", "b"), all.vars(formula))
  numbers <- intersect(c("x", "z"), all.vars(formula))
  expected <- list(
    coefficients = plain(coef(m)), standardErrors = plain(s$coefficients[, 2]), pValues = plain(s$coefficients[, 4]),
    intervals = plain(t(confint(m))), sigma = s$sigma, rSquared = s$r.squared, adjusted = s$adj.r.squared, overall = plain(s$fstatistic),
    logLikelihood = as.numeric(logLik(m)), aic = AIC(m), bic = BIC(m), leverages = plain(signif(hatvalues(m), 12)), cooks = plain(signif(cooks.distance(m), 12)),
    residuals = plain(signif(resid(m), 12)), standardised = plain(signif(rstandard(m), 12)))
  for (type in c("HC0", "HC1", "HC2", "HC3")) expected[[tolower(type)]] <- plain(sqrt(diag(vcovHC(m, type = type))))
  for (type in c("CR0", "CR1", "CR1S", "CR2")) {
    v <- vcovCR(m, d$cluster, type)
    expected[[tolower(type)]] <- plain(sqrt(diag(v)))
    if (type == "CR2") {
      test <- coef_test(m, vcov = v, test = "Satterthwaite")
      expected$satterthwaite <- plain(test$df)
      p <- length(coef(m))
      if (p > 2) {
        wald <- Wald_test(m, constraints = constrain_zero((p - 1):p), vcov = v, test = "HTZ")
        expected$htz <- plain(c(wald$Fstat, wald$df_num, wald$df_denom))
      }
    }
  }
  sequential <- anova(m)
  expected$typeI <- plain(t(as.matrix(sequential[terms, c("Sum Sq", "Df", "F value", "Pr(>F)")])))
  for (type in 2:3) {
    # car's type II of a model without an intercept, or with an interaction without its margin, is of other columns.
    if (attr(terms(formula), "intercept") == 1 && !identical(formula, formulas[[13]])) {
      table <- Anova(m, type = type)
      expected[[c("", "typeII", "typeIII")[type]]] <- plain(t(as.matrix(table[terms, c("Sum Sq", "Df", "F value", "Pr(>F)")])))
    }
  }
  for (factor in factors) {
    means <- emmeans(m, factor)
    found <- list(means = plain(t(as.matrix(confint(means)[, c("emmean", "SE", "df", "lower.CL", "upper.CL")]))))
    pairs <- contrast(means, "revpairwise", adjust = "none")
    found$pairs <- plain(t(as.matrix(summary(pairs)[, c("estimate", "SE", "t.ratio", "p.value")])))
    for (adjust in c("tukey", "holm", "bonferroni")) found[[adjust]] <- plain(summary(pairs, adjust = adjust)$p.value)
    for (adjust in c("tukey", "bonferroni")) found[[paste0(adjust, "CI")]] <- plain(t(as.matrix(confint(pairs, adjust = adjust)[, c("lower.CL", "upper.CL")])))
    expected[[paste0("means.", factor)]] <- found
  }
  if (length(factors) == 2) {
    both <- confint(emmeans(m, c("a", "b")))
    expected$means.ab <- list(means = plain(t(as.matrix(both[, c("emmean", "SE", "df", "lower.CL", "upper.CL")]))))
  }
  list(
    name = paste(index, deparse(formula), if (sums) "sum" else "treatment", if (weighted) "weighted" else ""), terms = strsplit(terms, ":"),
    intercept = attr(terms(formula), "intercept") == 1, sum = sums, factors = lapply(d[factors], function(f) I(as.character(f))),
    numbers = lapply(d[numbers], I), y = I(d$y), weights = if (weighted) I(d$w), cluster = I(d$cluster), expected = expected)
})

versions <- sapply(c("jsonlite", "car", "sandwich", "clubSandwich", "emmeans"), function(p) as.character(packageVersion(p)))
fix <- function(case) {
  case$terms <- lapply(case$terms, I)
  if (length(case$factors) == 0) case$factors <- setNames(list(), character())
  if (length(case$numbers) == 0) case$numbers <- setNames(list(), character())
  Filter(Negate(is.null), case)
}
writeLines(toJSON(
  list(madeBy = "make.R", R = R.version.string, packages = as.list(versions), tolerance = 1e-8, cases = lapply(cases, fix)),
  digits = I(15), auto_unbox = TRUE, na = "null"), "models.json")
