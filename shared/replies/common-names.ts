import { fold } from "../text.ts";

// Enough to recognise a name that opens a reply without a greeting ("Mark, thanks for ...") and nothing more.
const list = `james john robert michael mike david daniel dan chris christopher matthew mark paul andrew steven kevin brian
  george thomas tom william will joshua ryan jason eric adam jack oliver harry peter steve alex sam ben mary jennifer
  linda elizabeth susan jessica sarah karen lisa nancy emily emma olivia sophie laura rachel kate katie amy helen jane julia
  mehmet mustafa ahmet ali hüseyin hasan ibrahim murat ömer emre burak can cem deniz kerem mert onur serkan volkan yusuf
  ayşe fatma emine hatice zeynep elif meryem merve büşra esra ebru derya gamze ışıl selin sevgi yasemin pınar burcu irem
  juhani mikko antti matti jukka pekka timo kari jari heikki ville janne juha sami marko markus petri tuomas lauri eero
  anna maria johanna kaisa liisa sari päivi tuula minna heidi hanna riikka satu katja anu outi aino eeva emilia leena
  piotr krzysztof andrzej tomasz jan paweł michał marcin jakub kuba mateusz łukasz marek grzegorz wojciech rafał
  katarzyna małgorzata agnieszka barbara ewa krystyna magdalena monika joanna aleksandra kasia ania zofia natalia
  karolina dorota beata justyna
  anthony edward simon philip patrick gary colin stuart neil fiona claire lucy hannah megan charlotte heather joanne
  emrah okan tolga umut kaan ozan yiğit gökhan hakan erkan orhan kemal halil ismail süleyman aslı özlem sibel filiz hülya
  seda tuğba melis dilek rasmus eetu aleksi joonas teemu jani henri mika arto pasi anni noora veera tiina sanna kirsi
  pirjo ritva sebastian dawid kamil bartosz adrian przemysław maciej damian robert norbert artur radosław mariusz dariusz
  zbigniew jerzy stanisław paulina weronika sylwia aneta iwona renata marta alicja zuzanna wiktoria`;

/** Folded first names common in the four languages, by their first two letters. */
export const commonNames = Map.groupBy(list.split(/\s+/).map(fold), (name) => name.slice(0, 2));
