# The peer of PermutationBench: a loop in R over the same rows. Rscript permutation.R FOLDER
d <- read.csv(file.path(commandArgs(TRUE)[1], "permutation.csv"))
y <- d$y; cluster <- d$cluster + 1; arms <- d$arm[!duplicated(cluster)]
difference <- function(arm) mean(y[arm == 1]) - mean(y[arm == 0])
found <- difference(d$arm)
# Whole clusters change their arm; the sums by cluster are made once, which is the quickest loop.
sums <- tapply(y, cluster, sum); sizes <- tabulate(cluster)
clustered <- function() {
  t <- numeric(10000)
  for (i in seq_along(t)) {
    a <- sample(arms) == 1
    t[i] <- sum(sums[a]) / sum(sizes[a]) - sum(sums[!a]) / sum(sizes[!a])
  }
  (sum(abs(t) >= abs(found) - 1e-12) + 1) / 10001
}
# The loop as it is usually written, over rows.
rows <- function() {
  t <- numeric(10000)
  for (i in seq_along(t)) t[i] <- difference(sample(arms)[cluster])
  (sum(abs(t) >= abs(found) - 1e-12) + 1) / 10001
}
people <- function() {
  t <- numeric(10000)
  for (i in seq_along(t)) t[i] <- difference(sample(d$arm))
  (sum(abs(t) >= abs(found) - 1e-12) + 1) / 10001
}
ms <- function(f) median(replicate(5, system.time(p <<- f())[["elapsed"]] * 1000))
cat(sprintf("10,000 clustered permutations\t%g\n", ms(rows))); message("p = ", p)
message("with the clusters' sums made beforehand: ", ms(clustered), " ms, p = ", p)
cat(sprintf("10,000 permutations of 2,000 people\t%g\n", ms(people))); message("p = ", p)
