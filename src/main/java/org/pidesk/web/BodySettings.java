package org.pidesk.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * For how many slow bodies a node waits at once. Each keeps one of {@code server.tomcat.threads.max} (32) busy, so all
 * together are to be well below that: what remains is for pages and for the health.
 *
 * @param forms for the slow bodies of how many requests, of 1 MB at most, a node waits at once
 * @param formsOfNetwork for how many of those from one network; enough for an office behind one address, since a form
 *     that is there at once needs no place
 * @param files how many larger requests, such as lists and signed papers, a node reads at once
 * @param filesOfNetwork how many of those from one network
 */
@ConfigurationProperties("pidesk.slow-bodies")
record BodySettings(
        @DefaultValue("16") int forms,
        @DefaultValue("8") int formsOfNetwork,
        @DefaultValue("8") int files,
        @DefaultValue("4") int filesOfNetwork) {}
