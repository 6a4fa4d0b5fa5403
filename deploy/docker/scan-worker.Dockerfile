# syntax=docker/dockerfile:1
# Image of the scan worker. Build from the top of the repository:
#   docker build -f deploy/docker/scan-worker.Dockerfile -t mcpscore/scan-worker .

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -DskipTests -pl scan-worker -am package

FROM eclipse-temurin:25-jre
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin mcpscore
WORKDIR /app
# From what changes least to what changes most, so that a new build replaces small layers.
COPY --from=build /src/scan-worker/target/quarkus-app/lib/ lib/
COPY --from=build /src/scan-worker/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /src/scan-worker/target/quarkus-app/quarkus/ quarkus/
COPY --from=build /src/scan-worker/target/quarkus-app/app/ app/
USER 10001
EXPOSE 8080
ENV QUARKUS_HTTP_HOST=0.0.0.0
HEALTHCHECK --interval=10s --timeout=3s --start-period=40s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/q/health/ready"]
# More carriers than a small container has cores: class initialisation can pin one or two.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=40", "-Djdk.virtualThreadScheduler.parallelism=8", "--enable-native-access=ALL-UNNAMED", "-jar", "quarkus-run.jar"]
