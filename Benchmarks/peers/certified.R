# The peer of CertifiedBench: correct digits that R's mean, sd, aov and lm reach. Rscript certified.R FOLDER, from the root of the project
# R reads doubles only, so the same digits stand beside both readings. Filip is run with tol = 1e-20: by default lm drops one of its columns.
suppressMessages(library(jsonlite))
folder <- "../shared/data/nist"
report <- function(name, values, certified) {
  error <- ifelse(certified == 0, abs(values), abs(values - certified) / abs(certified))
  digits <- if (anyNA(values)) 0 else min(pmin(15, pmax(0, ifelse(error == 0, 15, -log10(error)))))
  for (reading in c("doubles", "decimals")) cat(sprintf("digits of %s, from %s\t%.1f\n", name, reading, digits))
}
read <- function(name) readLines(file.path(folder, paste0(name, ".dat")))
numbers <- function(line) { v <- suppressWarnings(as.numeric(strsplit(trimws(gsub(":", " ", line)), " +")[[1]])); v[!is.na(v)] }
both <- function(name, x, mean, sd) { report(paste0(name, ", mean"), base::mean(x), mean); report(paste0(name, ", standard deviation"), stats::sd(x), sd) }
for (name in c("Lew", "Lottery", "Mavro", "NumAcc1", "NumAcc2")) {
  lines <- read(name)
  x <- suppressWarnings(as.numeric(trimws(lines[(tail(grep("^---", lines), 1) + 1):length(lines)])))
  both(name, x[!is.na(x)], numbers(grep("Sample Mean", lines, value = TRUE)[1])[1], numbers(grep("Sample Standard Deviation", lines, value = TRUE)[1])[1])
}
for (name in c("NumAcc3", "NumAcc4")) {
  whole <- c(NumAcc3 = "1000000", NumAcc4 = "10000000")[[name]]
  both(name, as.numeric(paste0(whole, c(".2", rep(c(".1", ".3"), 500)))), as.numeric(paste0(whole, ".2")), 0.1)
}
f <- function(y, g) suppressWarnings(summary(aov(y ~ factor(g)))[[1]]$`F value`[1])
for (name in c("AtmWtAgt", "SiRstvt")) {
  lines <- read(name)
  range <- as.numeric(regmatches(grep("Data.*\\(lines", lines, value = TRUE)[1], gregexpr("[0-9]+", grep("Data.*\\(lines", lines, value = TRUE)[1]))[[1]])
  table <- lapply(lines[range[1]:min(range[2], length(lines))], numbers)
  columns <- max(lengths(table))
  report(paste0(name, ", F"), f(unlist(table), unlist(lapply(table, seq_along))), tail(numbers(grep("^Between", lines, value = TRUE)), 1))
}
for (number in 1:9) {
  whole <- c("1", "1000000", "1000000000000")[(number - 1) %/% 3 + 1]
  size <- c(21, 201, 2001)[(number - 1) %% 3 + 1]
  y <- unlist(lapply(c(4, 3, 5, 3, 5, 3, 5, 3, 5), function(t) as.numeric(paste0(whole, ".", c(t, rep(c(t - 1, t + 1), (size - 1) / 2))))))
  report(sprintf("SmLs0%d, F", number), f(y, rep(1:9, each = size)), size)
}
regression <- function(name, x, y, degree, intercept, estimates, deviations) {
  x <- if (degree > 1) outer(x[, 1], seq_len(degree), `^`) else x
  tol <- if (name == "Filip") 1e-20 else 1e-7
  m <- if (intercept) lm(y ~ x, tol = tol) else lm(y ~ 0 + x, tol = tol)
  report(paste0(name, ", coefficients"), coef(m), estimates)
  report(paste0(name, ", standard errors"), suppressWarnings(summary(m))$coefficients[, 2], deviations)
}
degrees <- c(Norris = 1, Pontius = 2, NoInt1 = 1, Longley = 1, Wampler1 = 5, Wampler2 = 5)
for (name in names(degrees)) {
  lines <- read(name)
  rows <- lapply(strsplit(trimws(grep("^ *B[0-9]+ ", lines, value = TRUE)), " +"), function(f) as.numeric(f[2:3]))
  table <- do.call(rbind, lapply(lines[(tail(grep("^Data:", lines), 1) + 1):length(lines)], numbers))
  regression(name, table[, -1, drop = FALSE], table[, 1], degrees[[name]], name != "NoInt1", sapply(rows, `[`, 1), sapply(rows, `[`, 2))
}
for (set in fromJSON("Tests/StatisticsTests/Fixtures/linear/nist.json", simplifyVector = FALSE)$sets) {
  v <- function(key) as.numeric(unlist(set[[key]]))
  regression(set$name, cbind(v("x")), v("y"), set$degree, set$intercept, v("estimates"), v("deviations"))
}
