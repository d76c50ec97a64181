package org.pidesk.house.crooked.attic;

/** Something the cellar has no business with. */
public class Trunk {}
