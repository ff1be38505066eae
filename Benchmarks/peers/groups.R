# The peer of GroupsBench: R on the same rows. Rscript groups.R FOLDER
d <- read.csv(file.path(commandArgs(TRUE)[1], "groups.csv"))
d$g <- factor(d$g)
ms <- numeric(5)
for (run in 1:5) ms[run] <- system.time({ a <- aov(y ~ g, d); s <- summary(a); t <- TukeyHSD(a) })[["elapsed"]] * 1000
cat(sprintf("ANOVA and Tukey, 1e6 rows\t%g\n", median(ms)))
message("F = ", format(s[[1]]$`F value`[1], digits = 15))
