# The peer of MixedBench: lme4 on the same rows. Rscript mixed.R FOLDER
suppressMessages(library(lme4))
d <- read.csv(file.path(commandArgs(TRUE)[1], "mixed.csv"))
d$g <- factor(d$g); d$i <- factor(d$i)
time <- function(name, f) {
  ms <- replicate(5, system.time(m <<- f())[["elapsed"]] * 1000)
  cat(sprintf("%s\t%g\n", name, median(ms)))
  message("REML criterion ", format(REMLcrit(m), digits = 15))
}
time("random intercept, 1e5 rows, 1e3 groups", function() lmer(y ~ x + (1 | g), d))
time("two crossed groupings, 1e5 rows, 1e3 and 50 groups", function() lmer(y ~ x + (1 | g) + (1 | i), d))
