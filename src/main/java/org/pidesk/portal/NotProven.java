package org.pidesk.portal;

/** This page belongs to somebody who has just proven an address. */
class NotProven extends RuntimeException {
    private final transient Site site;

    NotProven(Site site) {
        this.site = site;
    }

    Site site() {
        return site;
    }
}
