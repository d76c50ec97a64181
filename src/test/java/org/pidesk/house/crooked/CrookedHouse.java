package org.pidesk.house.crooked;

import org.springframework.modulith.Modulithic;

/** A house that must not stand. */
@Modulithic
public class CrookedHouse {}
