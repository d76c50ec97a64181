package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** A closed alteration lost what it was about, because the record is de-identified: no system is told of it any more. */
public record AlterationForgotten(Reference reference) {}
