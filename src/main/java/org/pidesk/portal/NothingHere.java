package org.pidesk.portal;

/** No such page, organisation, link or request: which of them it was is nobody's business. */
class NothingHere extends RuntimeException {}
