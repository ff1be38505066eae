# Reference values for equivalence and non-inferiority of means: Rscript equivalence.R (in this folder). Base R; all data are invented here.
suppressMessages(library(jsonlite))
set.seed(20250402)
cases <- lapply(1:80, function(i) {
  x <- round(rnorm(sample(3:40, 1), 10, 2), 2); y <- round(rnorm(sample(3:40, 1), 10 + 0.4 * (i %% 3 - 1), 2.5), 2)
  equal <- i %% 2 == 0; lower <- -c(0.8, 2, 3)[i %% 3 + 1]; upper <- c(1, 2, 3.5)[i %% 3 + 1]; alpha <- c(0.05, 0.025, 0.1)[i %% 3 + 1]
  p <- function(mu, alternative) t.test(x, y, mu = mu, alternative = alternative, var.equal = equal)$p.value
  list(x = x, y = y, equal = unbox(equal), lower = unbox(lower), upper = unbox(upper), alpha = unbox(alpha), above = unbox(p(lower, "greater")),
    below = unbox(p(upper, "less")), nonInferior = unbox(p(lower, "greater")),
    interval = as.vector(t.test(x, y, var.equal = equal, conf.level = 1 - 2 * alpha)$conf.int))
})
writeLines(toJSON(list(madeBy = unbox("equivalence.R"), R = unbox(R.version.string), tolerance = unbox(1e-9), cases = cases), digits = I(17)),
  "equivalence.json")
cat(length(cases), "cases\n")
