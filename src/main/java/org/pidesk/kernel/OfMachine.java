package org.pidesk.kernel;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.beans.factory.annotation.Qualifier;

/** Marks the clock of the machine that we run on, which may be wrong: good for nothing but to be compared. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface OfMachine {}
