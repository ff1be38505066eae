# Reference values for intervals by inverted permutation tests: Rscript intervals.R (in this folder). Base R. For a given effect every allocation is
# looked at, its difference of means taken by least squares with strata as fixed effects; the ends are found by bisection of the one-sided p.
suppressMessages(library(jsonlite))
set.seed(20250620)
allocations <- function(arm, stratum) {
  # arm, stratum: by unit. All rearrangements within strata.
  parts <- lapply(unique(stratum), function(s) {
    who <- which(stratum == s); k <- sum(arm[who])
    if (k == 0 || k == length(who)) return(list(list(who = who, arm = arm[who])))
    apply(combn(length(who), k), 2, function(chosen) { a <- integer(length(who)); a[chosen] <- 1L; list(who = who, arm = a) }, simplify = FALSE)
  })
  grid <- expand.grid(lapply(parts, seq_along))
  lapply(seq_len(nrow(grid)), function(r) { a <- integer(length(arm)); for (s in seq_along(parts)) { e <- parts[[s]][[grid[r, s]]]; a[e$who] <- e$arm }; a })
}
difference <- function(y, arm, stratum, byUnit, cluster) {
  if (byUnit) { first <- match(sort(unique(cluster)), cluster); y <- as.vector(tapply(y, cluster, mean)); arm <- arm[first]; stratum <- stratum[first] }
  s <- if (length(unique(stratum)) > 1) model.matrix(~ factor(stratum)) else matrix(1, length(y), 1)
  lm.fit(cbind(s, arm), y)$coefficients[["arm"]]
}
cases <- lapply(1:36, function(i) {
  kind <- c("people", "strata", "clusters", "clusters in strata")[i %% 4 + 1]
  if (kind == "people") { cluster <- 1:sample(7:9, 1); stratum <- rep(1, length(cluster)) }
  if (kind == "strata") { cluster <- 1:10; stratum <- rep(1:2, each = 5) }
  if (kind == "clusters") { cluster <- rep(1:8, sample(1:3, 8, TRUE)); stratum <- rep(1, length(cluster)) }
  if (kind == "clusters in strata") { cluster <- rep(1:8, sample(1:3, 8, TRUE)); stratum <- c(1, 1, 1, 1, 2, 2, 2, 2)[cluster] }
  units <- max(cluster); unitStratum <- stratum[match(1:units, cluster)]
  repeat { unitArm <- ave(seq_len(units), unitStratum, FUN = function(u) sample(rep(0:1, length.out = length(u)))); if (all(tapply(unitArm, unitStratum, sum) > 0)) break }
  arm <- unitArm[cluster]; y <- round(rnorm(length(cluster)) + rnorm(units)[cluster] + arm, 1); byUnit <- i %% 3 == 0
  all <- lapply(allocations(unitArm, unitStratum), function(a) a[cluster]); confidence <- c(0.9, 0.8)[i %% 2 + 1]
  value <- function(y, a) difference(y, a, stratum, byUnit, cluster)
  # The difference is linear in y: of the values and of the actual arms, by allocation.
  t <- sapply(all, value, y = y); c <- sapply(all, value, y = arm); seen <- value(y, arm)
  p <- function(effect, side) { found <- t - effect * c; now <- seen - effect; mean(if (side == "greater") found >= now - 1e-10 else found <= now + 1e-10) }
  end <- function(side, tail) {
    inside <- seen; outside <- seen + (if (side == "greater") -1 else 1) * 100
    if (p(outside, side) > tail + 1e-12) return(NA)
    for (step in 1:80) { middle <- (inside + outside) / 2; if (p(middle, side) > tail + 1e-12) inside <- middle else outside <- middle }
    inside
  }
  tail <- (1 - confidence) / 2
  list(kind = unbox(kind), y = y, arm = arm, cluster = cluster, stratum = stratum, byUnit = unbox(byUnit), confidence = unbox(confidence), allocations = unbox(length(all)),
    estimate = unbox(seen), lower = unbox(end("greater", tail)), upper = unbox(end("less", tail)), oneSided = unbox(end("greater", 2 * tail)))
})
writeLines(toJSON(list(madeBy = unbox("intervals.R"), R = unbox(R.version.string), tolerance = unbox(1e-8), cases = cases), digits = I(17), na = "null"), "intervals.json")
cat(length(cases), "cases\n")
