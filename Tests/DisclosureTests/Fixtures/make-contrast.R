# Writes contrast.json: differences of means between groups, by R's t.test from the values themselves and by the rule for printed figures.
# R 4.2 or later, package jsonlite. Run in this folder: Rscript make-contrast.R
library(jsonlite)
set.seed(20261122)

scores <- function(n, middle) pmin(5, pmax(1, round(2 * rnorm(n, middle, 0.9)) / 2))

# What a reader knows: base, mean and SD to one decimal, halves away from zero.
away <- function(x, unit) sign(x) * floor(abs(x) / unit + 0.5 + 1e-9) * unit
printed <- function(x) list(n = length(x), m = away(mean(x), 0.1), s = away(sd(x), 0.1))
ends <- function(p) c(low = max(0, p$s - 0.05), high = p$s + 0.05)

together <- function(groups) {
  n <- sapply(groups, function(p) p$n); m <- sapply(groups, function(p) p$m)
  middle <- sum(n * m) / sum(n)
  between <- sqrt(sum(n * (m - middle)^2))
  moved <- if (length(groups) > 1) 0.05 * sqrt(sum(n)) else 0
  s <- sapply(groups, ends)
  low <- sqrt((sum((n - 1) * s["low", ]^2) + max(0, between - moved)^2) / (sum(n) - 1))
  high <- sqrt((sum((n - 1) * s["high", ]^2) + (between + moved)^2) / (sum(n) - 1))
  list(n = sum(n), m = middle, low = low, high = high)
}

contrast <- function(a, b) {
  va <- c(a$low, a$high)^2 / a$n; vb <- c(b$low, b$high)^2 / b$n
  # The least degrees of freedom over a fine grid of what the rounding leaves open.
  grid <- expand.grid(x = seq(va[1], va[2], length.out = 201), y = seq(vb[1], vb[2], length.out = 201))
  df <- with(grid, (x + y)^2 / (x^2 / (a$n - 1) + y^2 / (b$n - 1)))
  half <- qt(0.975, min(df)) * sqrt(va[2] + vb[2]) + 0.1
  d <- a$m - b$m
  c(d, d - half, d + half)
}

cases <- lapply(1:60, function(i) {
  k <- sample(2:5, 1)
  values <- lapply(seq_len(k), function(j) scores(sample(10:60, 1), runif(1, 2, 4)))
  shown <- lapply(values, printed)
  rest <- t.test(values[[1]], unlist(values[-1]))
  pair <- t.test(values[[1]], values[[2]])
  list(
    values = values,
    rest = contrast(together(shown[1]), together(shown[-1])), restExact = c(unname(rest$estimate[1] - rest$estimate[2]), rest$conf.int),
    pair = contrast(together(shown[1]), together(shown[2])), pairExact = c(unname(pair$estimate[1] - pair$estimate[2]), pair$conf.int))
})
writeLines(toJSON(cases, digits = 12, auto_unbox = FALSE), "contrast.json")
