# Build: docker build -t helpdesk .      Settings: docs/operations.md
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What decides the packages first, so that editing a source file does not fetch them again.
COPY Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json ./
COPY src/Helpdesk.Domain/Helpdesk.Domain.csproj src/Helpdesk.Domain/
COPY src/Helpdesk/Helpdesk.csproj src/Helpdesk/
RUN dotnet restore src/Helpdesk --runtime linux-x64 -p:PublishReadyToRun=true
COPY src src
RUN dotnet publish src/Helpdesk -c Release --no-restore --runtime linux-x64 --no-self-contained -p:PublishReadyToRun=true -o /app
# The models are learned once for the image, not at each start.
RUN echo '{"id":"1","subject":"","body":"hello"}' | /app/helpdesk classify --jsonl /dev/stdin >/dev/null

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# pg_dump and pg_restore for the verbs backup and restore. The server is elsewhere (HELPDESK_DATABASE).
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
ENV ASPNETCORE_URLS=http://0.0.0.0:8080
EXPOSE 8080
# The image has no curl; the binary asks /health/ready itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["./helpdesk", "health"]
ENTRYPOINT ["./helpdesk"]
CMD ["serve"]
