package org.pidesk.restore;

/** Somebody restored a backup under a running node. */
class DatabasePutBack extends RuntimeException {
    DatabasePutBack() {
        super("the database is older than the erasure journal");
    }
}
