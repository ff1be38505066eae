# The peer of LinearBench: R on the same rows. Rscript linear.R FOLDER
suppressMessages(library(sandwich))
d <- read.csv(file.path(commandArgs(TRUE)[1], "linear.csv"))
clusters <- (seq_len(nrow(d)) - 1) %% 500
time <- function(name, body) cat(sprintf("%s\t%g\n", name, median(replicate(5, system.time(body())[["elapsed"]] * 1000))))
time("linear model, 1e5 rows, 10 predictors", function() summary(lm(y ~ ., d)))
m <- lm(y ~ ., d)
time("HC3 of it", function() vcovHC(m, type = "HC3"))
time("CR1 of it, 500 clusters", function() vcovCL(m, cluster = clusters, type = "HC0"))
message("b = ", paste(format(coef(m), digits = 16), collapse = ", "), ", s = ", format(summary(m)$sigma, digits = 16))
