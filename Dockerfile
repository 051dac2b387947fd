# Build with everything, run with what production needs.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run prepare && npm run build

FROM node:24-slim
ENV NODE_ENV=production LOOKOUT_HOST=0.0.0.0 LOOKOUT_DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The database is a server beside this container, so the embedded one stays out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist ./dist
COPY prisma/migrations ./prisma/migrations
COPY src/taxonomy/topics.yaml ./src/taxonomy/topics.yaml
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/cli.js", "start"]
