# The base is pinned by tag; pin it by digest where your registry is known.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock .
# --only-binary: nothing is compiled, so no compiler is needed and nothing of one is left behind.
RUN python3 -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY framing framing
COPY service service
COPY training training
COPY cli cli
RUN python3 -m venv /tmp/wheel && /tmp/wheel/bin/pip install --no-cache-dir --disable-pip-version-check -q "setuptools>=77" wheel \
 && /tmp/wheel/bin/pip wheel --no-cache-dir --disable-pip-version-check -q --no-build-isolation --no-deps -w /tmp/dist . \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps /tmp/dist/*.whl \
 && /opt/venv/bin/pip uninstall -q -y pip setuptools \
 && find /opt/venv/lib -type d \( -name tests -o -name test \) -prune -exec rm -rf {} + \
 && /opt/venv/bin/python3 -m compileall -q /opt/venv/lib

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OMP_NUM_THREADS=1 \
    OPENBLAS_NUM_THREADS=1 \
    FRAMING_HOST=0.0.0.0 \
    FRAMING_MODELS=/app/models
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY LICENSE NOTICE ./
COPY datasets/taxonomy.toml datasets/taxonomy.toml
COPY models models
# A number, so that a cluster can check that it is not root; group 0 for clusters that choose the user.
USER 10001:0
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
CMD ["framing", "serve"]
