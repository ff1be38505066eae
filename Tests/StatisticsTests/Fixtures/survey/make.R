# Reference values of weighted samples: Rscript make.R > survey.json (in this folder). Data are invented here.
suppressMessages({library(survey); library(jsonlite)})
set.seed(20261122)
options(survey.lonely.psu = "fail", digits = 17)
cases <- list()
one <- function(e, df, deff = NA) list(estimate = unbox(as.numeric(coef(e))[1]), se = unbox(as.numeric(SE(e))[1]), deff = unbox(deff), df = unbox(df))

sample_of <- function(n, strata, clusters, fpc) {
  d <- data.frame(w = round(runif(n, 0.5, 9), 2), y = round(rnorm(n, 40, 9), 1), x = round(rexp(n, 0.2) + 1, 1), b = rbinom(n, 1, 0.35), part = rbinom(n, 1, 0.6))
  d$s <- if (strata) sample(c("north", "south", "west"), n, TRUE) else "all"
  d$c <- if (clusters) paste0(d$s, sample(1:6, n, TRUE)) else as.character(seq_len(n))
  sizes <- tapply(d$c, d$s, function(v) length(unique(v)))
  population <- sizes + sample(3:40, length(sizes), TRUE)
  d$N <- as.numeric(population[d$s])
  d$g <- factor(sample(c("f", "m", "x"), n, TRUE, c(.6, .3, .1)), levels = c("f", "m", "x"))
  d$a <- factor(sample(c("young", "old"), n, TRUE), levels = c("young", "old"))
  list(d = d, population = as.list(population[sort(names(population))]))
}
for (case in 1:60) {
  strata <- case %% 2 == 0; clusters <- case %% 3 != 0; fpc <- case %% 4 < 2
  r <- sample_of(sample(30:70, 1), strata, clusters, fpc); d <- r$d
  f <- function(v, present) if (present) v else NULL
  design <- svydesign(ids = if (clusters) ~c else ~1, strata = if (strata) ~s else NULL, weights = ~w, data = d, fpc = if (fpc) ~N else NULL, nest = FALSE)
  df <- degf(design)
  m <- svymean(~y, design, deff = "replace"); inside <- subset(design, part == 1)
  md <- svymean(~y, inside)
  p <- svyciprop(~b, design, method = "logit", df = df)
  pm <- svymean(~b, design)
  ra <- svyratio(~y, ~x, design)
  to <- svytotal(~y, inside)
  result <- list(mean = one(m, df, as.numeric(deff(m))), part = one(md, df), ratio = one(ra, df), total = one(to, df),
    share = one(pm, df), interval = as.numeric(attr(p, "ci")))
  # Margins of a population near the sample's.
  total <- sum(d$w)
  tg <- as.numeric(xtabs(w ~ g, d)) * runif(3, 0.8, 1.25); tg <- tg / sum(tg) * total
  ta <- as.numeric(xtabs(w ~ a, d)) * runif(2, 0.8, 1.25); ta <- ta / sum(ta) * total
  pop <- c(`(Intercept)` = total, gm = tg[2], gx = tg[3], aold = ta[2])
  raked <- calibrate(design, ~g + a, pop, calfun = "raking", epsilon = 1e-13, maxit = 200)
  result$raked <- c(one(svymean(~y, raked), df), list(weights = as.numeric(weights(raked))))
  bounds <- c(0.6, 1.7)
  logit <- try(calibrate(design, ~g + a, pop, calfun = "logit", bounds = bounds, epsilon = 1e-13, maxit = 500), silent = TRUE)
  if (!inherits(logit, "try-error")) result$bounded <- c(one(svymean(~y, logit), df), list(weights = as.numeric(weights(logit))))
  post <- postStratify(design, ~g, data.frame(g = factor(c("f", "m", "x"), levels = c("f", "m", "x")), Freq = tg))
  result$post <- c(one(svymean(~y, post), df), list(weights = as.numeric(weights(post))))
  cases[[case]] <- list(
    w = d$w, y = d$y, x = d$x, b = d$b, part = d$part, strata = if (strata) d$s else NULL, clusters = if (clusters) d$c else NULL,
    population = if (fpc) lapply(r$population, unbox) else NULL, g = as.integer(d$g) - 1L, a = as.integer(d$a) - 1L, tg = tg, ta = ta, result = result)
}
cat(toJSON(list(madeBy = unbox("make.R"), R = unbox(R.version.string), survey = unbox(as.character(packageVersion("survey"))), cases = cases),
  digits = I(17), na = "null", null = "null"))
