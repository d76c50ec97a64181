package org.pidesk.complaint;

import org.pidesk.kernel.Reference;

/** Who complained and wanted no answer wants one now, so its day is another one; published in their transaction. */
public record AnswerWanted(Reference reference) {}
