# The worst points of every distribution, R's error beside ours. Rscript accuracy.R FOLDER [POINTS]
# Reads the points that `StatisticsBench accuracy` wrote. R works in double precision; where it has no such distribution, or
# refuses, its column is empty.
folder <- commandArgs(TRUE)[1]
show <- if (length(commandArgs(TRUE)) > 1) as.integer(commandArgs(TRUE)[2]) else 3L
d <- read.delim(file.path(folder, "accuracy.tsv"), colClasses = "character")
number <- function(text) as.numeric(text)
tail_by_R <- function(name, p, x, lower) {
  v <- suppressWarnings(number(strsplit(p, " ")[[1]]))
  tryCatch(suppressWarnings(switch(name,
    normal = pnorm(x, lower.tail = lower),
    studentT = pt(x, v[1], lower.tail = lower),
    noncentralT = pt(x, v[1], v[2], lower.tail = lower),
    f = pf(x, v[1], v[2], lower.tail = lower),
    noncentralF = pf(x, v[1], v[2], v[3], lower.tail = lower),
    chiSquared = pchisq(x, v[1], lower.tail = lower),
    noncentralChiSquared = pchisq(x, v[1], v[2], lower.tail = lower),
    beta = pbeta(x, v[1], v[2], lower.tail = lower),
    gamma = pgamma(x, v[1], v[2], lower.tail = lower),
    binomial = pbinom(x, v[1], v[2], lower.tail = lower),
    negativeBinomial = pnbinom(x, v[1], v[2], lower.tail = lower),
    poisson = ppois(x, v[1], lower.tail = lower),
    hypergeometric = phyper(x, v[1], v[2], v[3], lower.tail = lower),
    # R keeps a table of all smaller sizes too: beyond its own limit for exact tests it takes minutes.
    rankSum = if (max(v) < 50) pwilcox(x, v[1], v[2], lower.tail = lower) else NA_real_,
    signedRank = psignrank(x, v[1], lower.tail = lower),
    studentizedRange = ptukey(x, v[1], v[2], lower.tail = lower),
    NA_real_)), error = function(e) NA_real_)
}
truth <- number(d$reference)
error <- function(value) ifelse(value == truth, 0, abs(value - truth) / truth)
d$ours_error <- error(number(d$ours))
options(warn = -1)
byR <- mapply(tail_by_R, d$distribution, d$parameters, number(d$x), d$side == "L")
d$r_error <- error(byR)
figure <- function(v) ifelse(is.na(v), "", formatC(v, format = "e", digits = 1))
worst <- function(column) { v <- number(column); v <- v[!is.na(v)]; if (length(v)) figure(max(v)) else "" }
cat("| distribution | points | ours: median | ours: worst | beyond the bound | R: median | R: worst | logs of tails | density | quantile |\n")
cat("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
for (name in unique(d$distribution)) {
  g <- d[d$distribution == name, ]
  r <- g$r_error[is.finite(g$r_error)]
  cat(sprintf("| %s | %d | %s | %s | %d | %s | %s | %s | %s | %s |\n", name, nrow(g), figure(median(g$ours_error)), figure(max(g$ours_error)),
    sum(g$ours_error > number(g$allowed)), if (length(r)) figure(median(r)) else "", if (length(r)) figure(max(r)) else "",
    worst(g$logs), worst(g$density), worst(g$quantile)))
}
cat("\nThe last three columns are our worst there: relative, the quantile's beside |x| + tail/density.\n")
cat("\n| distribution | parameters | x | tail | size | ours | κ | allowed | R |\n|---|---|---:|---|---:|---:|---:|---:|---:|\n")
for (name in unique(d$distribution)) {
  g <- d[d$distribution == name, ]
  for (i in head(order(-g$ours_error), show)) {
    parameters <- g$parameters[i]
    if (nchar(parameters) > 40) parameters <- paste0(substr(parameters, 1, 37), "...")
    cat(sprintf("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", name, parameters, g$x[i], g$side[i],
      figure(truth[d$distribution == name][i]), figure(g$ours_error[i]), figure(number(g$kappa[i])), figure(number(g$allowed[i])),
      figure(g$r_error[i])))
  }
}
