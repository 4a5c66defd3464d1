# Burrow, built from its Go module: docker compose --profile tools build burrow.
ARG GOLANG_IMAGE=golang:1.25-bookworm
ARG DEBIAN_IMAGE=debian:12-slim

FROM ${GOLANG_IMAGE} AS build
ARG BURROW_VERSION=v1.9.6
# No C library: the program runs on whatever image comes next.
RUN CGO_ENABLED=0 go install github.com/linkedin/Burrow@${BURROW_VERSION}

FROM ${DEBIAN_IMAGE}
# wget is for the health check.
RUN apt-get update \
 && apt-get install -y --no-install-recommends wget \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /go/bin/Burrow /usr/local/bin/
USER nobody
CMD ["Burrow", "--config-dir", "/etc/burrow"]
