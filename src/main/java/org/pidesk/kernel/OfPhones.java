package org.pidesk.kernel;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.beans.factory.annotation.Qualifier;

/** Marks the clock that phones show. It stays where it is when the sandbox moves the product's. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface OfPhones {}
