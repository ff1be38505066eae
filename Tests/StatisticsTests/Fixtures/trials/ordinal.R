# Reference values for proportional-odds imputation and for pooling completed data: Rscript ordinal.R (in this folder). All data are invented here.
suppressMessages({ library(jsonlite); library(ordinal); library(mice) })
set.seed(20250615)
write <- function(file, packages, tolerance, cases) {
  document <- list(
    madeBy = unbox("ordinal.R"), R = unbox(R.version.string),
    packages = lapply(setNames(packages, packages), function(p) unbox(as.character(packageVersion(p)))),
    tolerance = unbox(tolerance), cases = cases)
  writeLines(toJSON(document, digits = I(17), na = "null", null = "null", matrix = "columnmajor"), file)
  cat(file, length(cases), "cases\n")
}
# The rows of White, Daniel and Royston (2010), as mice's augment builds them.
augmented <- function(x, y, k) {
  p <- ncol(x); mean <- colMeans(x); sd <- apply(x, 2, sd); rows <- NULL; levels <- NULL
  for (j in 1:p) for (level in 0:(k - 1)) for (side in c(0.5, -0.5)) {
    row <- mean; row[j] <- min(max(row[j] + side * sd[j], min(x[, j])), max(x[, j])); rows <- rbind(rows, row); levels <- c(levels, level)
  }
  list(x = rbind(x, rows), y = c(y, levels), w = c(rep(1, nrow(x)), rep((p + 1) / length(levels), length(levels))))
}
models <- lapply(1:40, function(i) {
  n <- sample(20:60, 1); p <- sample(1:3, 1); k <- sample(2:5, 1)
  x <- matrix(round(rnorm(n * p), 2), n); latent <- x %*% runif(p, -1.5, 1.5) + rlogis(n)
  # Every fifth is divided wholly by its first predictor, every seventh lacks its highest level.
  if (i %% 5 == 0) latent <- 50 * x[, 1]
  y <- as.integer(cut(latent, quantile(latent, (0:k) / k), include.lowest = TRUE)) - 1L
  if (i %% 7 == 0) y <- pmin(y, k - 2L)
  a <- augmented(x, y, k)
  data <- data.frame(y = factor(a$y, levels = 0:(k - 1), ordered = TRUE), a$x); names(data)[-1] <- paste0("x", 1:p)
  fit <- clm(as.formula(paste("y ~", paste(names(data)[-1], collapse = "+"))), data = data, weights = a$w, control = clm.control(gradTol = 1e-12, maxIter = 400L))
  v <- vcov(fit); order <- c(k - 1 + seq_len(p), seq_len(k - 1))
  list(x = x, y = y, levels = unbox(k), coefficients = unname(coef(fit)[order]), covariance = as.vector(v[order, order]))
})
write("ordinal-imputation.json", "ordinal", 1e-7, models)

# mice's own completed data, the model fitted to each, and pool()'s answer.
pooled <- lapply(1:12, function(i) {
  n <- sample(c(25, 40, 60), 1); m <- sample(3:8, 1)
  x <- round(rnorm(n), 2); g <- rbinom(n, 1, 0.5); y <- round(1 + 0.6 * x + 0.5 * g + rnorm(n), 2)
  data <- data.frame(y, x, g); data$y[sample(n, n / 4)] <- NA; data$x[sample(n, n / 5)] <- NA
  imputed <- mice(data, m = m, maxit = 3, method = c("norm", "pmm", ""), printFlag = FALSE, seed = i)
  sets <- lapply(1:m, function(j) { d <- complete(imputed, j); d$y <- round(d$y, 3); d })
  fits <- lapply(sets, function(d) lm(y ~ x + g, data = d))
  result <- pool(as.mira(fits)); table <- summary(result, conf.int = TRUE)
  list(y = lapply(sets, `[[`, "y"), x = lapply(sets, `[[`, "x"), g = g, estimate = table$estimate, error = table$std.error, df = table$df,
    p = table$p.value, lower = table$`2.5 %`, upper = table$`97.5 %`, riv = result$pooled$riv, lambda = result$pooled$lambda, fmi = result$pooled$fmi)
})
write("pooled-models.json", "mice", 1e-9, pooled)
