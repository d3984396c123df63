# syntax=docker/dockerfile:1
# Signalbox headless: the router and its pages, without Electron. See docs/headless.md.

FROM node:24-slim AS build
WORKDIR /app
ENV ELECTRON_SKIP_BINARY_DOWNLOAD=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY electron.vite.config.ts tsconfig*.json ./
COPY resources resources
COPY src-main src-main
COPY src-renderer src-renderer
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production \
    SIGNALBOX_DATA_DIR=/data \
    SIGNALBOX_HOST=0.0.0.0 \
    SIGNALBOX_PORT=4000
COPY package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/out out
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SIGNALBOX_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The program takes the signals itself, and drains at the first.
CMD ["node", "out/main/headless.js"]
